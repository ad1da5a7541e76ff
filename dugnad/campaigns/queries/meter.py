"""The meter: how much of a letter is its writer's own, and how much of that stands in others too."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dugnad.campaigns.enums import LetterState
from dugnad.campaigns.models import Letter, LetterGuide, Rung
from dugnad.methods import likeness
from dugnad.methods.likeness import Likeness

COMPARED = 500
"""Letters that one is compared with: the latest that were sent. More would make a page wait."""
HALF = 0.5


@dataclass(frozen=True)
class Meter:
    """How much of a letter is its writer's own, and how much of that stands in others too."""

    like: Likeness
    share: float
    """Of the words of the letter, those that are the writer's own: 0 to 1."""

    @property
    def kind(self) -> str:
        """How it looks: `good`, `warn`."""
        return "warn" if self.like.copies or self.like.repeated or self.share < HALF else "good"

    @property
    def words(self) -> list[str]:
        """What it says, in sentences."""
        return [said for said in (self._repeated(), self._copies(), self._share()) if said]

    def _repeated(self) -> str:
        if not self.like.repeated:
            return _("None of your own sentences stands in another letter we have seen. That is why it will be read.")
        said = ngettext(
            "%(n)d of your %(all)d own sentences stands in other letters too: the office counts those as one.",
            "%(n)d of your %(all)d own sentences stand in other letters too: the office counts those as one.",
            self.like.repeated,
        )
        return said % {"n": self.like.repeated, "all": self.like.sentences}

    def _copies(self) -> str:
        if not self.like.copies:
            return ""
        said = ngettext(
            "It is nearly a copy of %(n)d other letter. Tell what you have seen yourself.",
            "It is nearly a copy of %(n)d other letters. Tell what you have seen yourself.",
            self.like.copies,
        )
        return said % {"n": self.like.copies}

    def _share(self) -> str:
        percent = round(self.share * 100)
        if percent == 100:
            return ""
        return _("%(percent)d%% of its words are your own.") % {"percent": percent}


def guide_of(rung: Rung) -> LetterGuide:
    """What was prepared, or an empty guide (not in the database)."""
    return LetterGuide.objects.filter(rung=rung).first() or LetterGuide(rung=rung)


def own_words(letter: Letter) -> str:
    """The sentences of a letter that were not prepared by the organisers."""
    guide = guide_of(letter.rung)
    return likeness.own(letter.text, f"{guide.points}\n{guide.facts}")


def measured(letter: Letter) -> Meter:
    """The letter held against the latest ones that were sent on its rung. Two queries."""
    others = Letter.objects.filter(rung=letter.rung_id, state=LetterState.SENT).exclude(pk=letter.pk)
    marks = others.order_by("-sent_at", "-pk").values_list("marks", flat=True)[:COMPARED]
    own = own_words(letter)
    like = likeness.likeness(own, (likeness.unpacked(one) for one in marks))
    return Meter(like, like.words / max(1, len(likeness.words(letter.text))))
