"""Who comes: how many, and who of them for whom it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, F, Sum, When

from dugnad.gatherings.enums import Word
from dugnad.gatherings.models import Coming, Occasion
from dugnad.gatherings.queries.sealed import needs_of
from dugnad.people.models import Member

NAMES = 200
"""How many names a page shows at the most."""


@dataclass(frozen=True)
class Heads:
    """How many come (others they bring included) and may come; `names` for members of the circle, as they chose."""

    coming: int
    maybe: int
    there: int
    names: Sequence[str] = ()
    were_there: Sequence[str] = ()


@dataclass(frozen=True)
class Guest:
    """One line of the organisers' list. `name` is empty for who is kept apart from the reader by a block."""

    name: str
    brings: int
    word: str
    needs: str
    was_there: bool


def heads(member: Member | None, occasion: Occasion, *, inside: bool) -> Heads:
    """How many, and for members of the circle those who let it see their name. Two queries at most.

    Ninety days after the end, only how many were there.
    """
    if occasion.there is not None:
        return Heads(coming=0, maybe=0, there=occasion.there)
    said = Coming.objects.filter(occasion=occasion)
    present = Sum(Case(When(was_there_at__isnull=False, then=1), default=0))
    counted = said.order_by().values_list("word").annotate(all=Sum(1 + F("brings")), n=Count("pk"), there=present)
    by_word = {word: (heads, members, there) for word, heads, members, there in counted}
    names: list[tuple[str, datetime | None]] = []
    if inside and member:
        met = Member.objects.visible_to(member).values("pk")
        shown = said.filter(word=Word.COMING, named=True, member__in=met).order_by("member__handle")
        names = list(shown.values_list("member__handle", "was_there_at")[:NAMES])
    return Heads(
        coming=by_word.get(Word.COMING, (0, 0, 0))[0],
        maybe=by_word.get(Word.MAYBE, (0, 0, 0))[1],
        there=by_word.get(Word.COMING, (0, 0, 0))[2],
        names=[name for name, _there in names],
        were_there=[name for name, there in names if there],
    )


def guests(member: Member, occasion: Occasion) -> list[Guest]:
    """For those who run it: everybody who comes or may, with what they need."""
    rows = Coming.objects.filter(occasion=occasion).exclude(word=Word.NOT).order_by("word", "pk")
    known = dict(Member.objects.visible_to(member).filter(comings__occasion=occasion).values_list("pk", "handle"))
    return [
        Guest(
            name=known.get(row.member_id, ""),
            brings=row.brings,
            word=row.get_word_display(),
            needs=needs_of(row),
            was_there=row.was_there_at is not None,
        )
        for row in rows
    ]
