"""What signals hold of a member."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dugnad.people.holdings import Fate, Holding, of_nobody, register
from dugnad.signals.models import Signal


def connect() -> None:
    """Called once, when all apps are ready."""
    register(
        Holding("signals", Signal.members.through, "member", _("Signals to stewards that name me"), given=False,
                fate=Fate.GOES, why="so that stewards see what they may want to look at",
                until="90 days are over, or you leave for good"),
    )  # fmt: skip
    of_nobody(Signal, "counts of what happened in a circle")
