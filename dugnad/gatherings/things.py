"""Gatherings as things that others are attached to; and gatherings beside what they are attached to."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from dugnad.circles import things
from dugnad.circles.rules import stands
from dugnad.circles.things import Thing
from dugnad.gatherings.clocks import clocks
from dugnad.gatherings.models import Gathering
from dugnad.gatherings.queries import lists
from dugnad.kit.clock import now
from dugnad.people.models import Member

KIND = "gathering"


def connect() -> None:
    """Make gatherings known as things, and let them stand beside other things."""
    things.register(KIND, _("a gathering"), find)
    things.register_beside("gatherings", beside, position=40)


def find(member: Member | None, pks: Collection[str]) -> Mapping[str, Thing]:
    """The gatherings among these that `member` may see."""
    return {one.pk: thing_of(one) for one in Gathering.objects.visible_to(member).filter(pk__in=pks)}


def thing_of(gathering: Gathering) -> Thing:
    """The gathering as others know it."""
    path = reverse("gathering", args=[gathering.pk])
    return Thing(KIND, gathering.pk, gathering.title, path, gathering.circle_id, gathering.act_id)


def beside(member: Member | None, thing: Thing) -> SafeString:
    """The gatherings that follow from `thing`, and the way to call one for members of its circle."""
    if thing.kind == KIND:
        return SafeString("")
    found = lists.of_thing(member, thing)
    stand = stands(member).get(thing.circle) if member else None
    inside = stand is not None and stand.active
    if not found and not inside:
        return SafeString("")
    at = now()
    rows = [(day, clocks(day.starts_at, day.ends_at, day.gathering.zone)[0].said, day.ends_at <= at) for day in found]
    context = {"rows": rows, "inside": inside, "thing": thing}
    return SafeString(render_to_string("gatherings/beside.html", context))
