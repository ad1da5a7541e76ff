"""What one member may know of acts at the doors of circles, in words. A fixed number of queries for many acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.circles import acts as verbs
from dugnad.circles import rules
from dugnad.circles.enums import Openness, Progress, Role, Standing
from dugnad.circles.models import Application, Circle, Membership, Vouch
from dugnad.circles.queries.way_in import OPEN_WORDS
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Words, actors

Line = Callable[[], str]


def of_applications(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Who waits to come in, for those who tend the circle; how it was decided, for whoever waited."""
    found = Application.objects.visible_to(member).select_related("circle", "member")
    known = found.in_bulk({act.object_id for act in acts})
    people = actors(member, acts)
    told: dict[int, Words] = {}
    for act in acts:
        wish = known.get(act.object_id)
        if wish is None:
            continue
        if act.verb == verbs.APPLIED.code:
            if act.actor in people and rules.tends.can(member, wish.circle):
                told[act.pk] = _waiting(wish, people[act.actor])
        elif wish.member_id == member.pk and DECIDED[act.verb][0] == wish.progress:
            told[act.pk] = _decided(wish, DECIDED[act.verb][1]())
    return told


def _waiting(wish: Application, who: Member) -> Words:
    return Words(
        line=_("%(name)s would like to come in") % {"name": who.handle},
        page=reverse("circle_tend", args=[wish.circle_id]),
        title=wish.circle.name,
        over=wish.progress != Progress.WAITING,
    )


def _decided(wish: Application, line: str) -> Words:
    return Words(line=line, page=reverse("circle", args=[wish.circle_id]), title=wish.circle.name, text=wish.reply)


DECIDED: dict[str, tuple[str, Line]] = {
    verbs.ADMITTED.code: (Progress.ADMITTED, lambda: _("You are let in. Welcome")),
    verbs.DECLINED.code: (Progress.DECLINED, lambda: _("The circle has answered: not now")),
}


def of_circles(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Who has come in, for those who tend the circle and whoever brought them; a change of one's own part in it."""
    known = Circle.objects.visible_to(member).in_bulk({act.object_id for act in acts})
    people = actors(member, acts)
    inside = _inside(known, acts)
    told: dict[int, Words] = {}
    for act in acts:
        circle = known.get(act.object_id)
        if circle is None or not rules.belongs.can(member, circle):
            continue
        if act.verb == verbs.JOINED.code:
            if act.actor in people and (circle.pk, act.actor) in inside:
                told[act.pk] = _newcomer(circle, people[act.actor])
        elif rules.tends.can(member, circle):
            told[act.pk] = _trusted(circle)
    return told


def _inside(circles: Mapping[str, Circle], acts: Sequence[Act]) -> set[tuple[str, str]]:
    """Pairs of circle and person key of those who came in by these acts and are in still."""
    there = Membership.objects.filter(
        circle__in=circles, member__person_key__in={act.actor for act in acts}, standing=Standing.ACTIVE
    )
    return set(there.values_list("circle_id", "member__person_key"))


def _newcomer(circle: Circle, who: Member) -> Words:
    return Words(
        line=_("%(name)s has come in") % {"name": who.handle},
        page=reverse("circle_members", args=[circle.pk]),
        title=circle.name,
        travels=circle.openness == Openness.OPEN,
    )


def _trusted(circle: Circle) -> Words:
    return Words(
        line=_("You are trusted to tend this circle now"),
        page=reverse("circle_tend", args=[circle.pk]),
        title=circle.name,
        travels=circle.openness == Openness.OPEN,
    )


def of_vouches(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Somebody gives their word for the member, who is not in yet."""
    words = Vouch.objects.filter(OPEN_WORDS, for_member=member).select_related("circle", "by")
    known = words.in_bulk({act.object_id for act in acts})
    people = actors(member, acts)
    return {
        act.pk: Words(
            line=_("%(name)s gives their word for you") % {"name": people[act.actor].handle},
            page=reverse("circle", args=[known[act.object_id].circle_id]),
            title=known[act.object_id].circle.name,
        )
        for act in acts
        if act.object_id in known and act.actor in people
    }


def tending(circles: set[str]) -> list[tuple[str, str]]:
    """Pairs of a circle and a member who tends it."""
    rows = Membership.objects.filter(circle__in=circles, role=Role.STEWARD)
    return list(rows.values_list("circle_id", "member_id"))
