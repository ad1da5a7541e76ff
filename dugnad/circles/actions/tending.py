"""What stewards do for the safety of their circle."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.circles import rules
from dugnad.circles.actions.ending import end_what_they_opened, hold
from dugnad.circles.actions.membership import require_another_steward
from dugnad.circles.acts import BANNED, DECLINED, LIFTED, ROLE_CHANGED
from dugnad.circles.enums import Progress, Role, Standing
from dugnad.circles.models import Application, Circle, Membership
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member


@transaction.atomic
def make_steward(*, by: Member, membership: Membership, at: datetime | None = None) -> None:
    """Trust a member with the circle."""
    rules.tends.require(by, membership.circle)
    act = _decide(ROLE_CHANGED, by, membership, at or now())
    made = Membership.objects.filter(pk=membership.pk, standing=Standing.ACTIVE, role=Role.MEMBER)
    if made.update(act=act, role=Role.STEWARD) != 1:
        raise Refused(_("They tend this circle already, or are not in it any more."))
    _settled(membership)


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


@transaction.atomic
def ban(*, by: Member, membership: Membership, told: str, at: datetime | None = None) -> None:
    """Keep somebody out who is or was in the circle. `told` is shown to them. Not a steward: that takes more than one.

    Links they made stop working, words they gave for people outside no longer count, their application is answered.
    """
    rules.tends.require(by, membership.circle)
    at = at or now()
    act = _decide(BANNED, by, membership, at)
    kept_out = Membership.objects.filter(
        pk=membership.pk, standing__in=[Standing.ACTIVE, Standing.LEFT], role=Role.MEMBER
    ).update(act=act, standing=Standing.BANNED, ended_at=at, told=told)
    if kept_out != 1:
        raise Refused(_("One steward cannot keep out another, and nobody can be kept out twice."))
    circle, member = membership.circle, membership.member
    end_what_they_opened(circle=circle, member=member, by=by, cause=act.pk, at=at)
    _answer_waiting(membership, by, act, at)
    _settled(membership)


def _answer_waiting(membership: Membership, by: Member, ban: Act, at: datetime) -> None:
    waiting = Application.objects.filter(
        circle=membership.circle_id, member=membership.member_id, progress=Progress.WAITING
    ).first()
    if waiting is None:
        return
    act = record(
        DECLINED,
        by=by,
        about=waiting.pk,
        circle=membership.circle_id,
        toward=membership.member,
        cause=ban.pk,
        audience=Audience.PRIVATE,
        at=at,
    )
    Application.objects.filter(pk=waiting.pk, progress=Progress.WAITING).update(
        act=act, progress=Progress.DECLINED, decided_by=by, decided_at=at
    )


@transaction.atomic
def lift(*, by: Member, membership: Membership, at: datetime | None = None) -> None:
    """No longer keep somebody out. They are not in by that: they come back as anybody would who had left."""
    rules.tends.require(by, membership.circle)
    act = _decide(LIFTED, by, membership, at or now())
    lifted = Membership.objects.filter(pk=membership.pk, standing=Standing.BANNED)
    if lifted.update(act=act, standing=Standing.LEFT, told="") != 1:
        raise Refused(_("They are not kept out."))
    _settled(membership)


def _decide(verb: Verb, by: Member, membership: Membership, at: datetime) -> Act:
    return record(
        verb,
        by=by,
        about=membership.circle_id,
        circle=membership.circle_id,
        toward=membership.member,
        cause=membership.act_id,
        audience=Audience.PRIVATE if verb in {BANNED, LIFTED} else Audience.CIRCLE,
        at=at,
    )


def _settled(membership: Membership) -> None:
    rules.forget_stands(membership.member)
    membership.refresh_from_db()
