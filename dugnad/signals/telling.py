"""Whom signals concern."""

from __future__ import annotations

from dugnad.circles.telling import stewards
from dugnad.people.telling import register
from dugnad.signals.acts import SIGNALLED
from dugnad.signals.queries import told


def connect() -> None:
    """Called once, when the app is ready."""
    register(SIGNALLED, who=stewards, words=told.of_signals)
