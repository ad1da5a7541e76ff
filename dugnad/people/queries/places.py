"""Finding places in the gazetteer."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from dugnad.kit.folding import fold
from dugnad.kit.prefix import starts_with
from dugnad.kit.prepared import Prepared
from dugnad.methods.distance import great_circle_km
from dugnad.people.models import Place, PlaceName

SHORTEST = 2
"""Letters that must be typed before anything is looked for."""


def find(text: str, limit: int = 8) -> list[Place]:
    """Places one of whose names begins with `text`, in any case and with or without accents.

    Those with exactly that name first, then those of our own country, and larger ones before smaller. After a comma,
    `text` may say which one is meant (“Lund, Skåne”).
    """
    name, _comma, which = text.partition(",")
    wanted = fold(name)
    if len(wanted) < SHORTEST:
        return []
    found = list(_named(starts_with("folded", wanted), wanted)[: limit if not which else 50])
    if which:
        label = fold(text)
        found = [place for place in found if fold(place.label).startswith(label)]
    return found[:limit]


def called(text: str) -> list[Place]:
    """Places somebody may mean who wrote `text` and nothing more: all of exactly that name at home, else anywhere.

    At most 20. Empty when there is none of that name.
    """
    if "," not in text and len(fold(text)) >= SHORTEST:
        known: list[Place] = _at_home.objects(wanted=fold(text), country=settings.CONFIG.country)
        if known:
            return known
    exactly = [place for place in find(text, 50) if fold(text) in {fold(place.label), place.folded}]
    at_home = [place for place in exactly if place.country == settings.CONFIG.country]
    return (at_home or exactly)[:20]


_at_home = Prepared(
    lambda wanted, country: Place.objects.filter(folded=wanted, country=country).order_by("-population", "pk")[:20]
)


def distance_km(one: Place, other: Place) -> float:
    """Great-circle distance between two places."""
    return great_circle_km(one.latitude, one.longitude, other.latitude, other.longitude)


def _named(condition: Q, wanted: str) -> QuerySet[Place]:
    return Place.objects.filter(pk__in=PlaceName.objects.filter(condition).values("place")).order_by(
        Case(When(folded=wanted, then=Value(0)), default=Value(1), output_field=IntegerField()),
        Case(When(country=settings.CONFIG.country, then=Value(0)), default=Value(1), output_field=IntegerField()),
        Case(When(folded__startswith=wanted, then=Value(0)), default=Value(1), output_field=IntegerField()),
        "-population",
        "pk",
    )
