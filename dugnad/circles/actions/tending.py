"""What stewards do for the safety of their circle."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dugnad.circles import rules
from dugnad.circles.actions.ending import hold
from dugnad.circles.actions.entrusting import appointed, require_may_choose_a_second
from dugnad.circles.actions.membership import require_another_steward
from dugnad.circles.acts import ROLE_CHANGED
from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Circle, Membership
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member


@transaction.atomic
def make_steward(*, by: Member, membership: Membership, at: datetime | None = None) -> None:
    """Trust a member with the circle: the second steward of a young one. Later it takes several, or an election."""
    at = at or now()
    hold(membership.circle)
    rules.tends.require(by, membership.circle)
    require_may_choose_a_second(membership.circle, at)
    appointed(by=by, membership=membership, cause=membership.act_id, at=at)


@transaction.atomic
def step_down(*, by: Member, circle: Circle, at: datetime | None = None) -> None:
    """Be a member like the others again. `Refused` for the only steward while others are in the circle."""
    hold(circle)
    rules.tends.require(by, circle)
    mine = Membership.objects.get(circle=circle, member=by)
    require_another_steward(circle, mine)
    act = record(ROLE_CHANGED, by=by, about=circle.pk, circle=circle.pk, at=at)
    stepped = Membership.objects.filter(pk=mine.pk, standing=Standing.ACTIVE, role=Role.STEWARD)
    if stepped.update(act=act, role=Role.MEMBER) != 1:
        raise Refused(rules.tends.reason)
    rules.forget_stands(by)


def _decide(verb: Verb, by: Member, membership: Membership, at: datetime) -> Act:
    return record(
        verb,
        by=by,
        about=membership.circle_id,
        circle=membership.circle_id,
        toward=membership.member,
        cause=membership.act_id,
        at=at,
    )


def _settled(membership: Membership) -> None:
    rules.forget_stands(membership.member)
    membership.refresh_from_db()
