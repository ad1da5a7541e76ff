"""Letting invitations and words rest in one branch of the tree, and count again. Nobody is kept out by it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.circles import rules
from dugnad.circles.actions.ending import hold
from dugnad.circles.acts import PAUSED, RESUMED, WORD_COUNTS, WORD_RESTS
from dugnad.circles.branches import below
from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Circle, Membership
from dugnad.circles.queries.words import answering_for, bans_below, parents_in
from dugnad.circles.terms import BANS_BELOW
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member


@transaction.atomic
def pause(*, by: Member, theirs: Membership, at: datetime | None = None) -> None:
    """From now on invitations and words rest of this member and everybody below: links lead nowhere, words do not
    count. Stewards among them go on: `Refused` for a branch that begins with one, or is paused already."""
    at = at or now()
    hold(theirs.circle)
    rules.tends.require(by, theirs.circle)
    _record(PAUSED, by, theirs, at)
    roots = Membership.objects.filter(pk=theirs.pk, role=Role.MEMBER, branch_paused_at=None)
    if roots.update(branch_paused_at=at) != 1:
        raise Refused(_("This branch is paused already, or begins with a steward: one steward cannot pause another."))
    settle(theirs.circle)


@transaction.atomic
def resume(*, by: Member, theirs: Membership, at: datetime | None = None) -> None:
    """Let them count again, but for those in a branch that was paused for itself."""
    hold(theirs.circle)
    rules.tends.require(by, theirs.circle)
    _record(RESUMED, by, theirs, at or now())
    roots = Membership.objects.filter(pk=theirs.pk).exclude(branch_paused_at=None)
    if roots.update(branch_paused_at=None) != 1:
        raise Refused(_("This branch is not paused any more."))
    settle(theirs.circle)


def settle(circle: Circle) -> None:
    """Have exactly those rest who are in a paused branch now. Called under `hold` by whatever changes the tree."""
    everybody = Membership.objects.filter(circle=circle)
    roots = everybody.exclude(branch_paused_at=None).values_list("member", flat=True)
    paused = below(set(roots), parents_in(circle.pk))
    resting = set(everybody.filter(resting=True).values_list("member", flat=True))
    everybody.filter(member__in=paused - resting).update(resting=True)
    everybody.filter(member__in=resting - paused).update(resting=False)


@transaction.atomic
def review(*, by: Member, theirs: Membership, at: datetime | None = None) -> None:
    """A steward has looked at who was kept out below this member: their word counts again, until it happens anew."""
    at = at or now()
    rules.tends.require(by, theirs.circle)
    if not bans_below(theirs, at):
        raise Refused(_("Their word counts already."))
    _record(WORD_COUNTS, by, theirs, at)
    Membership.objects.filter(pk=theirs.pk).update(reviewed_at=at)
    theirs.refresh_from_db()


def rest_above(kept_out: Membership, ban: Act, at: datetime) -> None:
    """Tell of those whose word rests from now on, since one more who came in below them was kept out. Called by
    whatever keeps somebody out, in its transaction."""
    above = answering_for(kept_out.circle_id, {kept_out.member_id: None})[kept_out.member_id]
    members = Membership.objects.filter(
        circle=kept_out.circle_id, member__in=above, standing=Standing.ACTIVE, role=Role.MEMBER
    )
    for theirs in members.select_related("member", "circle"):
        if len(bans_below(theirs, at)) == BANS_BELOW:
            _record(WORD_RESTS, None, theirs, at, cause=ban.pk)


def _record(verb: Verb, by: Member | None, theirs: Membership, at: datetime, cause: int | None = None) -> Act:
    return record(
        verb,
        by=by,
        about=theirs.circle_id,
        circle=theirs.circle_id,
        toward=theirs.member,
        cause=cause,
        audience=Audience.PRIVATE,
        at=at,
    )
