"""Who could be called for an ask: a bounded number of members, found through indexes, however large the circle is.

Long lists (a circle, the speakers of a language, those with a skill, those at a place) are looked through a window at a
time, and each look begins where the last one ended. So everybody has a turn, and nobody is passed over for good.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, radians
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from dugnad.asks.models import Ask, Call, Callee, Rotation
from dugnad.circles.enums import Openness, Standing
from dugnad.circles.models import Membership
from dugnad.methods.distance import great_circle_km
from dugnad.methods.quiet import QuietHours
from dugnad.people.models import Block, Member, Place, Skill, Speaks

WINDOW = 500
"""Members looked at in each list."""
LISTS = 6
"""Languages and skills whose lists are looked through; more than that say little about whom an ask suits."""
PLACES = 4
NEAR_KM = 60.0
"""How far around the place of an ask one looks for others, the nearest first."""
DEGREE_KM = 111.2
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


@dataclass(frozen=True)
class Wanted:
    """What an ask looks for: any of `languages`, any of `skills` (ids)."""

    languages: frozenset[str]
    skills: frozenset[str]


def wanted(ask: Ask) -> Wanted:
    """Its languages, and the skills of its kind with all that stand under them in the tree. Three queries."""
    skills = set(ask.kind.skills.values_list("pk", flat=True))
    under = list(Skill.objects.filter(parent__isnull=False).values_list("pk", "parent_id")) if skills else []
    before = 0
    while len(skills) > before:
        before = len(skills)
        skills |= {pk for pk, parent in under if parent in skills}
    return Wanted(frozenset(ask.languages.values_list("language", flat=True)), frozenset(skills))


def candidates(ask: Ask, at: datetime, *, window: int = WINDOW) -> list[Candidate]:
    """Members who may answer `ask` and were not called for it; not all of them may be called at this very moment.

    At most a few thousand, with those among them whom the ask suits. Up to forty small queries.
    """
    looked_for = wanted(ask)
    found = _found(ask, looked_for, window)
    members = {one.pk: one for one in _eligible(ask, found)}
    return list(_with_facts(ask, looked_for, members, at))


def facts_of(members: Iterable[Member], ask: Ask, at: datetime) -> list[Candidate]:
    """The same facts of these members."""
    return list(_with_facts(ask, wanted(ask), {one.pk: one for one in members}, at))


def quiet_hours(member: Member) -> QuietHours:
    """When `member` wants to be left alone."""
    return QuietHours(member.quiet_from, member.quiet_until, member.time_zone)


def _found(ask: Ask, looked_for: Wanted, window: int) -> set[str]:
    members = Membership.objects.filter(circle=ask.circle_id, standing=Standing.ACTIVE)
    found = set(_window(f"circle {ask.circle_id}", members.order_by("member_id"), "member_id", window))
    if len(found) < window:  # that is all of them
        return found
    for language in sorted(looked_for.languages)[:LISTS]:
        speakers = Speaks.objects.filter(language=language).order_by("member_id")
        found |= set(_window(f"language {ask.circle_id} {language}", speakers, "member_id", window))
    for skill in sorted(looked_for.skills)[:LISTS]:
        able = Member.skills.through._default_manager.filter(skill=skill).order_by("member_id")
        found |= set(_window(f"skill {ask.circle_id} {skill}", able, "member_id", window))
    for place in _places_near(ask):
        there = Member.objects.filter(place=place).order_by("pk")
        found |= set(_window(f"place {ask.circle_id} {place}", there, "pk", window))
    return found


def _window(name: str, rows: QuerySet[Any], key: str, window: int) -> list[str]:
    """The next `window` ids of `rows`, from the beginning again after the last. Two queries, or four."""
    after = Rotation.objects.filter(pk=name).values_list("after", flat=True).first() or ""
    ids = rows.values_list(key, flat=True)
    found = list(ids.filter(**{f"{key}__gt": after})[:window])
    if len(found) < window and after:
        found += ids.filter(**{f"{key}__lte": after})[: window - len(found)]
    if len(found) == window:
        Rotation.objects.update_or_create(pk=name, defaults={"after": found[-1]})
    return found


def _places_near(ask: Ask) -> list[int]:
    """Ids of the place of `ask` and of a few around it, the nearest first."""
    here = ask.place
    if here is None:
        return []
    north, east = NEAR_KM / DEGREE_KM, NEAR_KM / DEGREE_KM / max(0.01, cos(radians(here.latitude)))
    around = Place.objects.filter(
        latitude__range=(here.latitude - north, here.latitude + north),
        longitude__range=(here.longitude - east, here.longitude + east),
    ).values_list("pk", "latitude", "longitude")
    away = sorted((great_circle_km(here.latitude, here.longitude, north, east), pk) for pk, north, east in around)
    return [pk for _km, pk in away[:PLACES]]


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
