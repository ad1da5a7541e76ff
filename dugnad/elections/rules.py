"""Who sees an election, and who calls one. Who may vote is in `queries.electorate`."""

from __future__ import annotations

from dugnad.circles.rules import belongs_to_its_circle, tends_its_circle

sees = belongs_to_its_circle
"""All who are in the circle, also those who are kept apart by a block: whoever stands for an office does so before all
of them, and what the circle decides everybody in it may know."""

calls = tends_its_circle
