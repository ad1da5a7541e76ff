"""What vouching for professions holds of a member."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dugnad.people.holdings import Holding, of_nobody, register
from dugnad.professions.models import Mark, Terms, Word


def connect() -> None:
    """Called once, when all apps are ready."""
    register(
        Holding("professions", Mark, "member", _("Professions I am vouched for in"),
                why="so that others know whom they ask", until="you leave for good"),
        Holding("profession-words", Word, "by", _("People I vouched for in my profession"),
                gives=("mark__skill_id", "round", "at", "withdrawn_at"), why="so that others know whom they ask",
                until="either of you leaves for good"),
    )  # fmt: skip
    of_nobody(Terms, "what the movement has decided about a profession")
