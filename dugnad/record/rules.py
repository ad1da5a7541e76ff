"""Who reads which entry of the record."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q

from dugnad.circles.rules import reads_conversation, stands
from dugnad.kit.permission import Rule
from dugnad.ledger.models import Audience

if TYPE_CHECKING:
    from dugnad.people.models import Member


def _heard_by_all(member: Member | None) -> list[str]:
    return [Audience.PUBLIC] if member is None else [Audience.PUBLIC, Audience.MOVEMENT]


def _in_circle(act: Any) -> Any:
    """The act as a thing of its circle."""
    return SimpleNamespace(circle_id=act.circle, created_at=act.at)


def _can(member: Member | None, entry: Any) -> bool:
    act = entry.act
    if act.audience in _heard_by_all(member):
        return True
    if member is None:
        return False
    in_it = member.person_key in {act.actor, act.toward}
    return in_it or (act.audience == Audience.CIRCLE and reads_conversation.can(member, _in_circle(act)))


def _which(member: Member | None) -> Q:
    heard = Q(act__audience__in=_heard_by_all(member))
    if member is None:
        return heard
    mine = Q(act__actor=member.person_key) | Q(act__toward=member.person_key)
    known = stands(member).values()
    circles = Q(act__circle__in=[stand.circle for stand in known if stand.reads_from_start])
    for stand in known:
        if stand.reads_since is not None:
            circles |= Q(act__circle=stand.circle, act__at__gte=stand.reads_since)
    return heard | mine | (Q(act__audience=Audience.CIRCLE) & circles)


def _who(entry: Any) -> Q:
    act = entry.act
    if act.audience in {Audience.PUBLIC, Audience.MOVEMENT}:
        return Q(is_active=True)
    mine = Q(person_key__in=[key for key in (act.actor, act.toward) if key])
    circle = apps.get_model("circles", "Circle").objects.filter(pk=act.circle).first()
    if circle is None or act.audience != Audience.CIRCLE:
        return mine
    return mine | reads_conversation.who(SimpleNamespace(circle=circle, circle_id=circle.pk, created_at=act.at))


reads_entry = Rule(can=_can, which=_which, who=_who)
"""As its act may be learned of: by everybody, by members, by those in the circle since before, by those in it.

An act of a circle that nobody may know of is a hash like any other to those outside."""
