"""What the pulse holds of a member."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dugnad.people.holdings import Fate, Holding, of_nobody, register
from dugnad.pulse.models import Elsewhere, LeftOut, Plot, Release


def connect() -> None:
    """Called once, when all apps are ready."""
    register(
        Holding("elsewhere", Elsewhere, "author", _("What I did elsewhere"),
                why="so that work is seen that no page sees",
                until="you take it back, or leave for good"),
        Holding("attested", Elsewhere, "attested_by", _("What I vouched that others did elsewhere"), fate=Fate.UNNAMED,
                gives=("id", "circle_id", "attested_at"), why="so that what is told can be trusted",
                until="either of you leaves for good"),
        Holding("left-out", LeftOut, "person_key", _("That the pulse leaves me out"), by_key=True, fate=Fate.STAYS,
                gives=("since",), not_words=("person_key",),
                why="so that the pulse leaves you out; it stays, since what you did stays in the history, nameless",
                until="you want to be counted again"),
    )  # fmt: skip
    of_nobody(Release, "counts of a circle or the movement, coarse enough that nobody is in them")
    of_nobody(Plot, "drawings of those counts")
