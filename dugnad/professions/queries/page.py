"""What one member sees of a profession."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from dugnad.people.models import Member, Skill
from dugnad.people.rules import meets
from dugnad.professions import rules
from dugnad.professions.models import Mark, Terms, Word
from dugnad.professions.queries.counting import words_given
from dugnad.professions.terms import FIRST_ONES, RENEWED_FROM


@dataclass(frozen=True)
class Wish:
    """Somebody who asked to be vouched for, or anew. `mine`: the word I have given for it; `given` of all."""

    mark: Mark
    given: int
    mine: Word | None


@dataclass(frozen=True)
class Page:
    """`mark` is the viewer's own, if they asked. `wishes` is filled for those who vouch or name the first ones."""

    skill: Skill
    terms: Terms
    mark: Mark | None
    given: int
    standing: int
    vouches: bool
    begins: bool
    wishes: tuple[Wish, ...]
    marked: tuple[Mark, ...]

    @property
    def first_ones_wanted(self) -> bool:
        """Whether there are so few that somebody may still be named without words."""
        return self.standing < self.terms.needed + FIRST_ONES


def page(member: Member, terms: Terms, at: datetime) -> Page:
    """A fixed number of queries."""
    marks = Mark.objects.filter(skill=terms.skill_id, ended_at=None)
    mine = _with_words(marks).filter(member=member).first()
    vouches = terms.skill_id in rules.skills_held(member, at)
    begins = rules.begins(member, terms.skill_id)
    marked = marks.standing(at).select_related("member").order_by("member__handle_folded") if begins else []
    return Page(
        skill=terms.skill,
        terms=terms,
        mark=mine,
        given=vars(mine)["given"] if mine else 0,
        standing=marks.standing(at).count(),
        vouches=vouches,
        begins=begins,
        wishes=tuple(_wishes(member, terms, at)) if vouches or begins else (),
        marked=tuple(marked),
    )


def _with_words(marks: QuerySet[Mark]) -> QuerySet[Mark]:
    """With `given`: how many have given their word for the next round."""
    return marks.annotate(given=words_given(1))


def _wishes(member: Member, terms: Terms, at: datetime) -> list[Wish]:
    """Those not vouched for yet, and those whose time is soon over; the longest waiting first."""
    open_now = Q(expires_at=None) | Q(expires_at__lte=at + RENEWED_FROM)
    met = Member.objects.filter(meets.which(member)).exclude(pk=member.pk)
    found = Mark.objects.filter(open_now, skill=terms.skill_id, ended_at=None, member__in=met)
    rows = list(_with_words(found).select_related("member").order_by("asked_at", "pk")[:100])
    words = Word.objects.filter(mark__in=rows, by=member, withdrawn_at=None, round=F("mark__round") + 1)
    mine = {word.mark_id: word for word in words}
    return [Wish(row, vars(row)["given"], mine.get(row.pk)) for row in rows]
