"""Who sees what stewards decide together: everybody in the circle."""

from __future__ import annotations

from dugnad.circles.rules import belongs_to_its_circle, tends_its_circle

sees = belongs_to_its_circle
"""A proposal, its approvals, its pauses: those who are in its circle, and nobody else."""
decides = tends_its_circle
"""Proposes, approves, pauses, carries out."""
