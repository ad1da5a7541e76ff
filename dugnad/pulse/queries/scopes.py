"""Whose pulse is to be taken, and what was told of them before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Min

from dugnad.campaigns.enums import Phase
from dugnad.campaigns.models import Campaign
from dugnad.circles.models import Circle
from dugnad.ledger.models import Act
from dugnad.pulse.laps import begins
from dugnad.pulse.models import Release
from dugnad.pulse.taking.order import Scope

MOVEMENT = "movement"
Key = tuple[str | None, str | None]
"""The ids of circle and campaign."""


def last_until() -> datetime | None:
    """Until when the movement's pulse was last taken."""
    mine = Release.objects.filter(circle=None, campaign=None).order_by("-ends_at")
    return mine.values_list("ends_at", flat=True).first()


def first_act() -> datetime | None:
    """When the first thing was done here."""
    found: datetime | None = Act.objects.aggregate(first=Min("at"))["first"]
    return found


def scopes(until: datetime) -> tuple[Scope, ...]:
    """The movement, its circles and the campaigns that were opened to everybody, with their laps until then."""
    last = {(one.circle_id, one.campaign_id): one for one in Release.objects.order_by("ends_at")}
    bounds: dict[Key, set[datetime]] = {}
    for *key, start, end in Release.objects.values_list("circle", "campaign", "begins_at", "ends_at"):
        bounds.setdefault((key[0], key[1]), set()).update({start, end})
    return tuple(_scope(key, act, until, last.get(key), bounds.get(key, set())) for key, act in _keys(until))


def _keys(until: datetime) -> Iterator[tuple[Key, int]]:
    yield (None, None), 0
    for circle in Circle.objects.filter(created_at__lt=until).order_by("pk").values_list("pk", flat=True):
        yield (circle, None), 0
    opened = Campaign.objects.exclude(phase=Phase.DRAFT).filter(opened_at__lt=until).order_by("pk")
    for campaign, circle, act in opened.values_list("pk", "circle", "act"):
        yield (circle, campaign), act


def _scope(key: Key, act: int, until: datetime, last: Release | None, bounds: set[datetime]) -> Scope:
    circle, campaign = key
    return Scope(
        key=campaign or circle or MOVEMENT,
        begins=begins(until, last=last.ends_at if last else None),
        circle=circle or "",
        campaign=campaign or "",
        campaign_act=act,
        bounds=tuple(sorted(bounds)),
        told=last.results if last else {},
    )
