"""Small simulated movements for tests, with and without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from dugnad.asks.models import Kind
from dugnad.demo.script import load_script
from dugnad.demo.simulation.kinds import KINDS
from dugnad.demo.simulation.parameters import Parameters
from dugnad.demo.simulation.simulate import simulate
from dugnad.demo.simulation.surroundings import Surroundings, Town
from dugnad.demo.simulation.timeline import Timeline
from dugnad.demo.wording import load_phrases
from dugnad.demo.writing.ground import Ground, find_ground
from dugnad.people.models import Place, Skill

UNTIL = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TOWNS = (
    Town(1, "Lund", 55.70, 13.19, 91_000),
    Town(2, "Malmö", 55.61, 13.00, 301_000),
    Town(3, "Umeå", 63.83, 20.26, 83_000),
    Town(4, "Ystad", 55.43, 13.82, 18_000),
)
SMALL = replace(KINDS["mutual-support"], members=40, days=90, circles=3, asks=45, offers_per_member=0.4, living_share=1)


@cache
def around() -> Surroundings:
    """Four towns, and the skills and kinds of the story."""
    script = load_script()
    children = [child for group in script.skills for child in group.children]
    return Surroundings(
        towns=TOWNS,
        professions=tuple(child.code for child in children if child.profession),
        skills=tuple(child.code for child in children if not child.profession),
        kinds={kind.code: kind.skills for kind in script.kinds},
        phrases=load_phrases(),
    )


@cache
def lived(parameters: Parameters = SMALL, seed: int = 1) -> Timeline:
    """What happened up to `UNTIL`."""
    return simulate(parameters, seed, around=around(), until=UNTIL)


def make_ground() -> Ground:
    """The same as `around`, as rows."""
    for town in TOWNS:
        Place.objects.create(
            id=town.number, name=town.name, folded=town.name.lower(), country="SE", latitude=town.latitude,
            longitude=town.longitude, population=town.population,
        )  # fmt: skip
    script = load_script()
    skills: dict[str, Skill] = {}
    for group in script.skills:
        above = skills[group.code] = Skill.objects.create(names={"en": group.en})
        for child in group.children:
            skills[child.code] = Skill.objects.create(parent=above, names={"en": child.en})
    kinds = {one.code: Kind.objects.create(id=one.code, names={"en": one.en}) for one in script.kinds}
    for one in script.kinds:
        kinds[one.code].skills.set(skills[code] for code in one.skills)
    return find_ground(skills, kinds)
