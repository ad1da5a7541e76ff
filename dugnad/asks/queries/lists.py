"""Lists of asks: by need, by time, one's own. All of them hold only what the member may read."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from dugnad.asks.enums import State, Urgency
from dugnad.asks.models import Ask
from dugnad.asks.queries.rows import COLUMNS, AskRow, Glimpse, glimpsed, picked, point_of, row_of, rows_of, with_marks
from dugnad.asks.rules import not_kept_apart
from dugnad.circles.rules import belongs_to_its_circle, stands
from dugnad.kit.pages import KeysetPage, page
from dugnad.people.models import Member
from dugnad.people.rules import apart

BY_NEED = ("need", "created_at", "id")
BY_TIME = ("-created_at", "-id")
NEAR = 80.0
"""Kilometres that one goes for another without much ado."""
LOOKED_AT = 60


def of_circle(
    member: Member, circle: str, *, state: State = State.OPEN, kind: str = "", after: str | None = None, size: int = 30
) -> KeysetPage[AskRow]:
    """Asks of one circle: open ones by need, others by time, the newest first. One query, and those of the rules."""
    found = Ask.objects.visible_to(member).filter(circle=circle, state=state)
    if kind:
        found = found.filter(kind=kind)
    return _page(member, found, BY_NEED if state == State.OPEN else BY_TIME, after, size)


def by_need(member: Member, *, after: str | None = None, size: int = 30) -> KeysetPage[AskRow]:
    """Open asks of all circles the member belongs to, urgent and unanswered first."""
    found = Ask.objects.visible_to(member).filter(belongs_to_its_circle.which(member), state=State.OPEN)
    return _page(member, found, BY_NEED, after, size)


def open_in(member: Member, circle: str, most: int = 10) -> list[AskRow]:
    """The first open asks of one circle, by need."""
    stand = stands(member).get(circle)
    return picked(member, [stand], _open, most) if stand else []


def recent(member: Member, most: int = 10) -> list[AskRow]:
    """The newest asks in everything the member reads."""
    return picked(member, stands(member).values(), _newest, most)


def waiting_near(member: Member, most: int = 5) -> list[AskRow]:
    """Open asks of others that nobody has answered: the most urgent first, and of those the nearest.

    What is near, or nowhere in particular, comes before what is further away than `NEAR`.
    """
    mine = [stand for stand in stands(member).values() if stand.active]
    rows = glimpsed(member, mine, _waiting_of_others, LOOKED_AT)
    far = [row for row in rows if row.kilometres is not None and row.kilometres > NEAR]
    near = [row for row in rows if row not in far]
    ordered = sorted(near, key=_nearest) + sorted(far, key=_nearest)
    return rows_of(member, ordered[:most])


def _nearest(row: Glimpse) -> tuple[int, float, datetime]:
    return row.urgency, NEAR / 2 if row.kilometres is None else row.kilometres, row.created_at


def urgent_untaken(member: Member, most: int = 5) -> list[AskRow]:
    """Urgent asks of others that were answered and that nobody has taken: the most urgent first, then the nearest."""
    mine = [stand for stand in stands(member).values() if stand.active]
    return rows_of(member, sorted(glimpsed(member, mine, _urgent_of_others, LOOKED_AT), key=_nearest)[:most])


def risen(member: Member, most: int = 10) -> list[AskRow]:
    """For stewards: asks of the circles they tend that nobody has answered in time, by need."""
    return picked(member, [stand for stand in stands(member).values() if stand.steward], _risen, most)


def mine_open(member: Member, most: int = 10) -> list[AskRow]:
    """The member's own asks that have not come to an end, the one with the latest news first."""
    return picked(member, stands(member).values(), _mine, most)


def held_by_me(member: Member, most: int = 10) -> list[AskRow]:
    """What the member has taken, the longest held first."""
    return picked(member, stands(member).values(), _held, most)


def _open(asks: QuerySet[Ask], member: str) -> QuerySet[Ask]:
    return asks.filter(state=State.OPEN).order_by(*BY_NEED)


def _newest(asks: QuerySet[Ask], member: str) -> QuerySet[Ask]:
    return asks.order_by(*BY_TIME)


def _waiting_of_others(asks: QuerySet[Ask], member: str) -> QuerySet[Ask]:
    return asks.filter(state=State.OPEN, answer_count=0).exclude(author=member).order_by(*BY_NEED)


def _urgent_of_others(asks: QuerySet[Ask], member: str) -> QuerySet[Ask]:
    urgent = asks.filter(state=State.OPEN, urgency__lte=Urgency.TODAY, answer_count__gt=0)
    return urgent.exclude(author=member).order_by(*BY_NEED)


def _risen(asks: QuerySet[Ask], member: str) -> QuerySet[Ask]:
    return asks.filter(state=State.OPEN, answer_count=0, rose_at__isnull=False).order_by(*BY_NEED)


def _mine(asks: QuerySet[Ask], member: str) -> QuerySet[Ask]:
    return asks.filter(author=member, state__in=[State.OPEN, State.HELD]).order_by("-active_at", "-id")


def _held(asks: QuerySet[Ask], member: str) -> QuerySet[Ask]:
    return asks.filter(held_by=member, state=State.HELD).order_by("held_at", "id")


def _page(
    member: Member, found: QuerySet[Ask], keys: tuple[str, ...], after: str | None, size: int
) -> KeysetPage[AskRow]:
    visible = not_kept_apart.which(member) if apart(member).all else None
    marked = with_marks(member.pk, found, visible).values(*COLUMNS, "need", "id")
    rows = page(marked, keys=keys, after=after, size=size)
    here = point_of(member)
    return KeysetPage([row_of(member, here, row) for row in rows.items], rows.next)
