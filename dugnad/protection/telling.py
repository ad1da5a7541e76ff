"""Whom a contact that is read along concerns: the other, and those who read along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Membership
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Hearer, Pace, Words, actors, register
from dugnad.protection import acts as verbs
from dugnad.protection.models import Contact


def connect() -> None:
    """Called once, when the app is ready."""
    register(verbs.BEGAN_CONTACT, who=stewards, words=of_contacts)
    register(verbs.WROTE_IN_CONTACT, who=everybody_in_it, words=of_contacts)
    register(verbs.OPENED_CONTACT, who=the_two, words=of_contacts)


def _known(acts: Sequence[Act]) -> Mapping[str, Contact]:
    return Contact.objects.in_bulk({act.object_id for act in acts})


def the_two(acts: Sequence[Act]) -> Iterable[Hearer]:
    """One query."""
    for act, contact in _pairs(acts):
        yield from (Hearer(act, member, Pace.AT_ONCE) for member in (contact.first_id, contact.second_id))


def stewards(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Those who tend the circle. Two queries."""
    pairs = _pairs(acts)
    circles = {contact.circle_id for _act, contact in pairs}
    tending = Membership.objects.filter(circle__in=circles, role=Role.STEWARD, standing=Standing.ACTIVE)
    rows = list(tending.values_list("circle", "member"))
    for act, contact in pairs:
        yield from (Hearer(act, member, Pace.AT_ONCE) for circle, member in rows if circle == contact.circle_id)


def everybody_in_it(acts: Sequence[Act]) -> Iterable[Hearer]:
    """The two and the stewards, each once; whoever wrote it needs no telling."""
    heard = {(one.act.pk, one.member): one for one in (*stewards(acts), *the_two(acts))}
    return heard.values()


def _pairs(acts: Sequence[Act]) -> list[tuple[Act, Contact]]:
    known = _known(acts)
    return [(act, known[act.object_id]) for act in acts if act.object_id in known]


def of_contacts(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Who wrote, not what."""
    found = Contact.objects.visible_to(member).in_bulk({act.object_id for act in acts})
    names = actors(member, acts)
    words: dict[int, Words] = {}
    for act in acts:
        by = names.get(act.actor)
        if act.object_id in found and by is not None and by != member:
            words[act.pk] = Words(line=_line(act, by.handle), page=reverse("contact", args=[act.object_id]))
    return words


def _line(act: Act, name: str) -> str:
    if act.verb == verbs.OPENED_CONTACT.code:
        return _("%(name)s has read along: the two of you can be in touch by yourselves.") % {"name": name}
    return _("%(name)s wrote where a steward reads along") % {"name": name}
