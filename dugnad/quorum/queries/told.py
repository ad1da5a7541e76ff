"""What one member may know of it, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.circles.rules import belongs
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Words, actors
from dugnad.quorum import acts as verbs
from dugnad.quorum.enums import State
from dugnad.quorum.models import Farewell, Pause, Proposal, SigningKey
from dugnad.quorum.queries.saying import sentence

Line = Callable[[], str]


def of_proposals(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Proposed, carried out, taken back, over, and what was refused."""
    known = _proposals(member, {act.object_id for act in acts})
    return {
        act.pk: _words(found, LINES[act.verb](), over=act.verb == verbs.PROPOSED.code and found.state != State.OPEN)
        for act in acts
        if (found := known.get(act.object_id))
    }


def of_pauses(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Put on, and taken off."""
    pauses = Pause.objects.filter(pk__in={act.object_id for act in acts}).values_list("pk", "proposal")
    about = dict(pauses)
    known = _proposals(member, set(about.values()))
    people = actors(member, acts)
    told: dict[int, Words] = {}
    for act in acts:
        found = known.get(about.get(act.object_id, ""))
        if found is not None:
            name = people[act.actor].handle if act.actor in people else _("A steward")
            told[act.pk] = _words(found, LINES[act.verb]() % {"name": name})
    return told


def of_deletions(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """That the circle is to be deleted, or is not after all; that a copy of it has left."""
    known = Circle.objects.visible_to(member).in_bulk({act.object_id for act in acts})
    return {
        act.pk: Words(line=LINES[act.verb](), page=reverse("proposals", args=[found.pk]), title=found.name)
        for act in acts
        if (found := known.get(act.object_id)) and belongs.can(member, found)
    }


def of_farewells(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """That a circle one was in is no more."""
    mine = dict(Farewell.objects.filter(member=member).values_list("circle", "name"))
    return {
        act.pk: Words(line=LINES[act.verb](), page=reverse("circles"), title=mine[act.circle])
        for act in acts
        if act.circle in mine
    }


def of_keys(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """A steward approves with a new key from now on: the others look whether it is hers."""
    found = SigningKey.objects.visible_to(member).select_related("circle", "member")
    known = found.in_bulk({act.object_id for act in acts})
    return {
        act.pk: Words(
            line=_("%(name)s has a new signing key. Ask whether it is theirs") % {"name": key.member.handle},
            page=reverse("signing_key", args=[key.circle_id]),
            title=key.circle.name,
        )
        for act in acts
        if (key := known.get(act.object_id))
    }


def _proposals(member: Member, ids: set[str]) -> Mapping[str, Proposal]:
    return Proposal.objects.visible_to(member).select_related("circle").in_bulk(ids)


def _words(proposal: Proposal, line: str, *, over: bool = False) -> Words:
    return Words(
        line=line,
        page=reverse("proposal", args=[proposal.pk]),
        title=proposal.circle.name,
        text=sentence(proposal),
        travels=proposal.circle.openness == Openness.OPEN,
        over=over,
    )


LINES: dict[str, Line] = {
    verbs.PROPOSED.code: lambda: _(
        "Stewards want to do something that takes several of them. You have two days to look"
    ),
    verbs.CARRIED_OUT.code: lambda: _("The stewards have decided this together, and it is done"),
    verbs.WITHDRAWN.code: lambda: _("This was taken back before it was done"),
    verbs.EXPIRED.code: lambda: _("This was not decided within two weeks, and is over"),
    verbs.REFUSED.code: lambda: _("Somebody tried something here that was refused"),
    verbs.PAUSED.code: lambda: _("%(name)s has paused this"),
    verbs.UNPAUSED.code: lambda: _("%(name)s has taken a pause off"),
    verbs.TO_BE_DELETED.code: lambda: _("This circle is deleted in a week. Take along what is yours"),
    verbs.KEPT_AFTER_ALL.code: lambda: _("This circle is not deleted after all"),
    verbs.EXPORTED.code: lambda: _("A copy of the whole circle was taken, as the stewards had decided"),
    verbs.DELETED.code: lambda: _("A circle you were in was deleted, as its stewards had decided"),
}
