"""What the pages of one gathering show: its days, who comes, which roles are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, Count, F, Sum, When

from dugnad.circles.rules import belongs_to_its_circle
from dugnad.gatherings import rules
from dugnad.gatherings.enums import CODE_FOR, CODE_FROM, KEPT_AFTER, Word
from dugnad.gatherings.models import Coming, DayNote, Duty, Gathering, Occasion, Turn
from dugnad.kit.seal import Unreadable, unseal
from dugnad.people.models import Member

NAMES = 200
"""How many names a page shows at the most."""


@dataclass(frozen=True)
class Role:
    """`names` are those of whoever took it, as far as the reader may know them; `free` places are open."""

    duty: Duty
    free: int
    names: Sequence[str]
    mine: bool


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


@dataclass(frozen=True)
class Stand:
    """What `member` may do with a gathering and read of it."""

    runs: bool
    finds: bool
    comes: bool
    inside: bool
    coming: Coming | None = None
    calls: bool = field(default=False)


def days_of(gathering: Gathering) -> list[Occasion]:
    """All days of it, in the order in which they were planned."""
    return list(Occasion.objects.filter(gathering=gathering).order_by("number"))


def chosen(days: Sequence[Occasion], asked: str, at: datetime) -> Occasion:
    """The day that is asked for by its number; else the first that is not over and takes place; else the last."""
    if asked.isdecimal() and len(asked) < 4 and int(asked) < len(days):
        return days[int(asked)]
    to_come = sorted((day for day in days if day.ends_at > at), key=lambda day: (day.cancelled, day.starts_at))
    return to_come[0] if to_come else days[-1]


def stand(member: Member | None, gathering: Gathering, occasion: Occasion) -> Stand:
    """Where `member` stands with it. Strangers read what is public."""
    runs = rules.runs.can(member, gathering)
    mine = Coming.objects.filter(occasion=occasion, member=member).first() if member else None
    comes = rules.comes.can(member, gathering)
    is_coming = bool(comes and mine and mine.word == Word.COMING)
    finds = runs or not gathering.hides_where or is_coming or rules.finds.can(member, gathering)
    inside = belongs_to_its_circle.can(member, gathering)
    return Stand(runs=runs, finds=finds, comes=comes, inside=inside, coming=mine, calls=runs or is_coming)


def heads(member: Member | None, occasion: Occasion, *, inside: bool) -> Heads:
    """How many, and for members of the circle those who let it see their name. Two queries at most."""
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


def roles(member: Member | None, gathering: Gathering, occasion: Occasion, *, inside: bool) -> list[Role]:
    """The roles of the day. Who took one is told to members of the circle. Three queries at most."""
    duties = list(gathering.duties.order_by("position", "pk"))
    if not duties:
        return []
    turns = list(Turn.objects.filter(occasion=occasion).order_by("place").values_list("duty_id", "member_id"))
    names: dict[str, str] = {}
    if inside and member:
        shown = [who for _duty, who in turns]
        names = dict(Member.objects.visible_to(member).filter(pk__in=shown).values_list("pk", "handle"))
    return [
        Role(
            duty=duty,
            free=duty.needed - sum(1 for one, _who in turns if one == duty.pk),
            names=[names[who] for one, who in turns if one == duty.pk and who in names],
            mine=any(one == duty.pk and member and who == member.pk for one, who in turns),
        )
        for duty in duties
    ]


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


def needs_of(coming: Coming) -> str:
    """What was said to the organisers; empty when nothing was, or when it is gone."""
    return _unsealed(coming.needs, coming.pk)


def numbers_of(occasion: Occasion, at: datetime) -> str:
    """Whom to call, until a day after the end."""
    return _unsealed(occasion.numbers, occasion.pk) if at < occasion.ends_at + KEPT_AFTER else ""


def _unsealed(blob: bytes | memoryview | None, about: str) -> str:
    if blob is None:
        return ""
    try:
        return unseal(blob, about=about)
    except Unreadable:  # restored without its keys
        return ""


def notes_of(occasion: Occasion) -> list[DayNote]:
    """What has changed, the latest first."""
    return list(DayNote.objects.filter(occasion=occasion).order_by("-at", "-pk")[:20])


def takes_codes(occasion: Occasion, at: datetime) -> bool:
    """Whether the code of the door is taken now."""
    return not occasion.cancelled and occasion.starts_at - CODE_FROM <= at <= occasion.ends_at + CODE_FOR
