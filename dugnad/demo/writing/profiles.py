"""How simulated people describe themselves."""

from __future__ import annotations

from dugnad.demo.simulation.timeline import Person
from dugnad.demo.writing.ground import Ground
from dugnad.people.models import Member, Skill, Speaks


def set_facts(member: Member, person: Person, ground: Ground) -> None:
    """What stands in the member's own row; unsaved."""
    member.about = person.about
    member.pronouns = person.pronouns
    member.place = ground.places[person.town]
    member.calls_per_week = person.calls_per_week
    member.quiet_from, member.quiet_until = person.quiet_from, person.quiet_until
    member.time_zone = ground.around.zone


def skills_of(person: Person, ground: Ground) -> list[Skill]:
    """Their profession, if any, and what else they can."""
    codes = dict.fromkeys((*filter(None, [person.profession]), *person.skills))
    return [ground.skills[code] for code in codes]


def describe(member: Member, person: Person, ground: Ground) -> None:
    """Save it all."""
    set_facts(member, person, ground)
    member.save()
    member.skills.set(skills_of(person, ground))
    Speaks.objects.bulk_create(Speaks(member=member, language=code) for code in person.languages)
