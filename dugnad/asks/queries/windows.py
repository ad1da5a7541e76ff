"""Long lists of members, looked through a window at a time: each look begins where the last one ended.

So everybody has a turn, nobody is passed over for good, and a look costs the same however long the list is.
"""

from __future__ import annotations

from math import cos, radians
from typing import Any

from django.db.models import QuerySet

from dugnad.asks.models import Ask, Rotation
from dugnad.asks.queries.wanted import Wanted
from dugnad.circles.enums import Standing
from dugnad.circles.models import Membership
from dugnad.methods.distance import great_circle_km
from dugnad.people.models import Member, Place, Speaks

LISTS = 6
"""Languages and skills whose lists are looked through; more than that say little about whom an ask suits."""
PLACES = 4
NEAR_KM = 60.0
"""How far around the place of an ask one looks for others, the nearest first."""
DEGREE_KM = 111.2


def found(ask: Ask, looked_for: Wanted, window: int) -> set[str]:
    """Ids of members to look at: of a small circle all, of a large one some of those whom the ask may suit, and others.

    Those from other lists than the circle's own need not be in the circle.
    """
    members = Membership.objects.filter(circle=ask.circle_id, standing=Standing.ACTIVE)
    ids = set(_window(f"circle {ask.circle_id}", members.order_by("member_id"), "member_id", window))
    if len(ids) < window:  # that is all of them
        return ids
    for language in sorted(looked_for.languages)[:LISTS]:
        speakers = Speaks.objects.filter(language=language).order_by("member_id")
        ids |= set(_window(f"language {ask.circle_id} {language}", speakers, "member_id", window))
    for skill in sorted(looked_for.skills)[:LISTS]:
        able = Member.skills.through._default_manager.filter(skill=skill).order_by("member_id")
        ids |= set(_window(f"skill {ask.circle_id} {skill}", able, "member_id", window))
    for place in _places_near(ask):
        there = Member.objects.filter(place=place).order_by("pk")
        ids |= set(_window(f"place {ask.circle_id} {place}", there, "pk", window))
    return ids


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
