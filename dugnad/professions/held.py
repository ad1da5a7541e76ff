"""What professions hold of a member."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dugnad.people.holdings import Holding, of_nobody, register
from dugnad.professions.models import Mark, Terms, Word


def connect() -> None:
    """Called once, when all apps are ready."""
    of_nobody(Terms, "what the movement has decided about a profession")
    register(
        Holding("profession-marks", Mark, "member", _("Professions I asked to be vouched for in"),
                why="so that others can rely on it", until="you leave for good"),
        Holding("profession-words", Word, "by", _("Those I vouched for in my profession"), withheld=("mark",),
                why="so that somebody stands behind a mark", until="you leave for good"),
    )  # fmt: skip
