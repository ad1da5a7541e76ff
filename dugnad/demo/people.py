"""The movement of the story, and its people as they arrive."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import make_password

from dugnad.asks.models import Kind
from dugnad.demo import shapes
from dugnad.demo.stage import Stage
from dugnad.kit.folding import fold
from dugnad.people.actions.member import arrive
from dugnad.people.models import Member, Movement, Place, Skill, Speaks

PASSPHRASE = "a lamp in the window"
"""Of every persona: this place is made to be walked into."""


def furnish(stage: Stage) -> None:
    """What is there before anybody: the movement's name, its skills and kinds, the towns of the story."""
    told = stage.script.movement
    began = stage.ago(days=told.started_days_ago)
    named = {"name": told.name, "purpose": told.purpose, "set_up_at": began, "open_signup": False}
    Movement.objects.update_or_create(pk=1, defaults=named)
    for group in stage.script.skills:
        above = stage.skills[group.code] = Skill.objects.create(names={"en": group.en, "sv": group.sv})
        for child in group.children:
            stage.skills[child.code] = Skill.objects.create(
                parent=above, names={"en": child.en, "sv": child.sv}, is_profession=child.profession
            )
    for position, kind in enumerate(stage.script.kinds):
        made = Kind.objects.create(id=kind.code, names={"en": kind.en, "sv": kind.sv}, position=position)
        made.skills.set(stage.skills[code] for code in kind.skills)
        stage.kinds[kind.code] = made
    stage.places = _places(stage.script)


def _places(script: shapes.Script) -> dict[str, Place]:
    names = {member.town for member in script.members} | {offer.town for offer in script.offers}
    names |= {ask.place for ask in script.asks if ask.place}
    names |= {circle.place for circle in script.circles if circle.place}
    named = Place.objects.filter(country="SE", folded__in={fold(name) for name in names})
    largest = {place.folded: place for place in named.order_by("population", "-pk")}
    return {name: largest[fold(name)] for name in names if fold(name) in largest}


def come(stage: Stage, handle: str, brought_by: str | None, at: datetime) -> None:
    """Somebody makes an account, and says who they are."""
    told = next(member for member in stage.script.members if member.handle == handle)
    bringer = stage.members[brought_by] if brought_by else None
    member = arrive(handle=handle, passphrase=None, brought_by=bringer, at=at)
    stage.members[handle] = member
    _profile(stage, member, told)


def _profile(stage: Stage, member: Member, told: shapes.Member) -> None:
    member.about = told.about
    member.pronouns = told.pronouns or ""
    member.place = stage.place(told.town)
    member.calls_per_week = told.calls_per_week
    member.quiet_from, member.quiet_until = told.quiet_from, told.quiet_until
    member.is_operator = told.handle == stage.script.movement.operator
    member.save()
    codes = dict.fromkeys((*filter(None, [told.profession]), *told.skills))
    member.skills.set(stage.skills[code] for code in codes)
    Speaks.objects.bulk_create(Speaks(member=member, language=code) for code in told.languages)


def open_doors(stage: Stage) -> None:
    """Let visitors enter as the personas. Hashing is slow on purpose, so it is done once for all of them."""
    handles = [member.handle for member in stage.script.personas]
    Member.objects.filter(handle__in=handles).update(password=make_password(PASSPHRASE))
