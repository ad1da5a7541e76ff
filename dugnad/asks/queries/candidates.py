"""Who could be called for an ask: a bounded number of members, found through indexes, however large the circle is.

`windows` says who is looked at, `wanted` what for; here it is decided who of them may be called, with their facts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from dugnad.asks.models import Ask, Call, Callee
from dugnad.asks.queries import windows
from dugnad.asks.queries.wanted import Wanted, wanted
from dugnad.circles.enums import Openness, Standing
from dugnad.circles.models import Membership
from dugnad.methods.distance import great_circle_km
from dugnad.methods.quiet import QuietHours
from dugnad.people.models import Block, Member, Place, Speaks

WINDOW = 500
"""Members looked at in each list."""
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Candidate:
    """A member who may answer an ask and has not been called for it, with the facts that a choice goes by.

    `languages` and `skills`: those of theirs that the ask looks for. `recent`: calls in the last seven days.
    """

    member: str
    capacity: int
    quiet: QuietHours
    kilometres: float | None
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    recent: int = 0
    last_called_at: datetime | None = None
    tried: float = 0.0
    in_time: int = 0


def candidates(ask: Ask, at: datetime, *, window: int = WINDOW) -> list[Candidate]:
    """Members who may answer `ask` and were not called for it; not all of them may be called at this very moment.

    At most a few thousand, with those among them whom the ask suits. Up to forty small queries.
    """
    looked_for = wanted(ask)
    found = windows.found(ask, looked_for, window)
    members = {one.pk: one for one in _eligible(ask, found)}
    return list(_with_facts(ask, looked_for, members, at))


def facts_of(members: Iterable[Member], ask: Ask, at: datetime) -> list[Candidate]:
    """The same facts of these members."""
    return list(_with_facts(ask, wanted(ask), {one.pk: one for one in members}, at))


def quiet_hours(member: Member) -> QuietHours:
    """When `member` wants to be left alone."""
    return QuietHours(member.quiet_from, member.quiet_until, member.time_zone)


def _eligible(ask: Ask, ids: Iterable[str]) -> QuerySet[Member]:
    """Those of `ids` who may read and answer `ask` and were not called for it, without asker, holder and those blocked.

    What `rules.answers_ask` says, asked about some members instead of all: the rule's own `who` reads whole circles.
    """
    inside = Membership.objects.filter(circle=ask.circle_id, member=OuterRef("pk"), standing=Standing.ACTIVE)
    circle = ask.circle
    if circle.openness != Openness.OPEN and not circle.history_open:
        inside = inside.filter(joined_at__lte=ask.created_at)
    out = {ask.author_id, ask.held_by_id, *Call.objects.filter(ask=ask).values_list("member", flat=True)}
    for by, of in Block.objects.filter(Q(by=ask.author_id) | Q(of=ask.author_id)).values_list("by", "of"):
        out |= {by, of}
    some = Member.objects.filter(pk__in=sorted(set(ids) - out), is_active=True, calls_per_week__gt=0)
    found: QuerySet[Member] = some.filter(Exists(inside)).select_related("place")
    return found


def _with_facts(ask: Ask, looked_for: Wanted, members: dict[str, Member], at: datetime) -> Iterable[Candidate]:
    ids = list(members)
    spoken = _pairs(Speaks.objects.filter(member__in=ids, language__in=looked_for.languages), "language")
    through = Member.skills.through._default_manager
    skilled = _pairs(through.filter(member__in=ids, skill__in=looked_for.skills), "skill")
    recent = recent_calls(ids, at)
    before = {one.pk: one for one in Callee.objects.filter(pk__in=ids)}
    for pk, member in members.items():
        past = before.get(pk)
        yield Candidate(
            member=pk,
            capacity=member.calls_per_week,
            quiet=quiet_hours(member),
            kilometres=_kilometres(ask.place, member.place),
            languages=spoken.get(pk, ()),
            skills=skilled.get(pk, ()),
            recent=recent.get(pk, 0),
            last_called_at=past.last_called_at if past else None,
            tried=past.tried if past else 0.0,
            in_time=past.in_time if past else 0,
        )


def recent_calls(members: list[str], at: datetime) -> dict[str, int]:
    """Of those who were called in the seven days before `at`, how often; whatever they said to it."""
    calls = Call.objects.filter(member__in=members, called_at__gt=at - WEEK).order_by()
    return dict(calls.values_list("member").annotate(n=Count("pk")))


def _pairs(rows: QuerySet[Any], what: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for member, value in rows.annotate(value=F(what)).order_by("value").values_list("member", "value"):
        found[member] = (*found.get(member, ()), value)
    return found


def _kilometres(here: Place | None, there: Place | None) -> float | None:
    if here is None or there is None:
        return None
    return great_circle_km(here.latitude, here.longitude, there.latitude, there.longitude)
