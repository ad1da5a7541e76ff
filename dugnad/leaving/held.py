"""What leaving itself holds of a member: the wish to go."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dugnad.leaving.models import Archive, Departure
from dugnad.people.holdings import Holding, register


def connect() -> None:
    """Called once, when all apps are ready."""
    register(
        Holding("archives", Archive, "member", _("Archives I asked for"), withheld=("session",),
                why="to give it to you alone", until="a day after it was made"),
        Holding("departure", Departure, "member", _("When I want to leave for good"), why="to erase you then",
                until="you are erased, or change your mind"),
    )  # fmt: skip
