"""What is there before anybody: places, skills and kinds, by the names that a simulation knows them by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.conf import settings

from dugnad.asks.models import Kind
from dugnad.circles.models import Circle
from dugnad.demo.script import load_script
from dugnad.demo.shapes import Script
from dugnad.demo.simulation.surroundings import Surroundings, Town
from dugnad.demo.wording import load_phrases
from dugnad.methods.distance import great_circle_km
from dugnad.people.models import Member, Place, Skill

SMALLEST = 5000
"""Inhabitants of a town that is spoken of."""
APART = 12.0
"""Kilometres between two such towns: the gazetteer knows parts of large ones, too, in which nobody says they live."""


@dataclass(frozen=True)
class Ground:
    """Places in the order of `around.towns`; skills and kinds by their codes in the story."""

    around: Surroundings
    places: tuple[Place, ...]
    skills: Mapping[str, Skill]
    kinds: Mapping[str, Kind]


def find_ground(skills: Mapping[str, Skill], kinds: Mapping[str, Kind], script: Script | None = None) -> Ground:
    """The ground under a movement whose skills and kinds are the story's. Their codes lead to the rows."""
    script = script or load_script()
    found = Place.objects.filter(country=settings.CONFIG.country, population__gte=SMALLEST)
    places = tuple(_apart(found.order_by("-population", "id")))
    children = [child for group in script.skills for child in group.children]
    around = Surroundings(
        towns=tuple(Town(one.pk, one.name, one.latitude, one.longitude, one.population) for one in places),
        professions=tuple(child.code for child in children if child.profession),
        skills=tuple(child.code for child in children if not child.profession),
        kinds={kind.code: kind.skills for kind in script.kinds},
        phrases=load_phrases(),
        zone=settings.TIME_ZONE,
        taken=_taken(script),
    )
    return Ground(around, places, skills, kinds)


def _apart(places: Iterable[Place]) -> list[Place]:
    kept: list[Place] = []
    for place in places:
        here = place.latitude, place.longitude
        if all(great_circle_km(*here, other.latitude, other.longitude) > APART for other in kept):
            kept.append(place)
    return kept


def _taken(script: Script) -> frozenset[str]:
    told = {one.handle for one in script.members} | {one.name for one in script.circles}
    told |= {inside.pseudonym for circle in script.circles for inside in circle.members}
    here = {*Member.objects.values_list("handle", flat=True), *Circle.objects.values_list("name", flat=True)}
    return frozenset(name.casefold() for name in told | here)


def look_around() -> Ground:
    """The ground of a movement that stands, found by the names of its skills."""
    script = load_script()
    by_name = {skill.names.get("en"): skill for skill in Skill.objects.all()}
    codes = {group.code: group.en for group in script.skills}
    codes |= {child.code: child.en for group in script.skills for child in group.children}
    skills = {code: by_name[name] for code, name in codes.items() if name in by_name}
    ground = find_ground(skills, {kind.pk: kind for kind in Kind.objects.all()}, script)
    known = {code: skills for code, skills in ground.around.kinds.items() if code in ground.kinds}
    return replace(ground, around=replace(ground.around, kinds=known))
