"""Keeping somebody out of a circle, or from writing in it.

Called by the decisions of its stewards only (`dugnad.safety`), which have asked how many of them it takes.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.circles import rules
from dugnad.circles.actions.ending import end_what_they_opened, hold
from dugnad.circles.actions.pausing import rest_above
from dugnad.circles.acts import BANNED, DECLINED, LIFTED
from dugnad.circles.enums import Progress, Role, Standing
from dugnad.circles.models import Application, Membership
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member


@transaction.atomic
def ban(
    *,
    by: Member,
    membership: Membership,
    told: str,
    until: datetime | None = None,
    steward_too: bool = False,
    at: datetime | None = None,
) -> None:
    """Keep somebody out who is or was in the circle, until a moment or for good. `told` is shown to them.

    Links they made stop working, words they gave for people outside no longer count, their application is answered.
    `steward_too`: also one who tends the circle, who then tends it no more.
    """
    rules.tends.require(by, membership.circle)
    at = at or now()
    hold(membership.circle)
    membership.refresh_from_db()
    act = _decide(BANNED, by, membership, at)
    open_to = Membership.objects.filter(pk=membership.pk, standing__in=[Standing.ACTIVE, Standing.LEFT])
    kept_out = (open_to if steward_too else open_to.filter(role=Role.MEMBER)).update(
        act=act,
        standing=Standing.BANNED,
        role=Role.MEMBER,
        ended_at=at,
        told=told,
        kept_out_until=until,
        was_inside=membership.standing == Standing.ACTIVE,
    )
    if kept_out != 1:
        raise Refused(_("One steward cannot keep out another, and nobody can be kept out twice."))
    circle, member = membership.circle, membership.member
    end_what_they_opened(circle=circle, member=member, by=by, cause=act.pk, at=at)
    _answer_waiting(membership, by, act, at)
    rest_above(membership, act, at)
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


def keep_out_until(*, membership: Membership, until: datetime | None) -> None:
    """How long somebody who is kept out stays so: a decision by one has become one by several."""
    Membership.objects.filter(pk=membership.pk, standing=Standing.BANNED).update(kept_out_until=until)
    _settled(membership)


@transaction.atomic
def lift(*, by: Member | None, membership: Membership, role: Role | None = None, at: datetime | None = None) -> None:
    """No longer keep somebody out; `by=None`: the clock, or an appeal.

    They are not in by that: they come back as anybody would who had left. With a `role` they are in again as they were.
    """
    if by is not None:
        rules.tends.require(by, membership.circle)
    act = _decide(LIFTED, by, membership, at or now())
    back = {"standing": Standing.ACTIVE, "role": role, "ended_at": None} if role else {"standing": Standing.LEFT}
    lifted = Membership.objects.filter(pk=membership.pk, standing=Standing.BANNED)
    if lifted.update(act=act, told="", kept_out_until=None, was_inside=False, **back) != 1:
        raise Refused(_("They are not kept out."))
    _settled(membership)


def pause(*, membership: Membership, until: datetime | None) -> None:
    """Until then they read here, and do not write; None: they may write."""
    Membership.objects.filter(pk=membership.pk).update(paused_until=until)
    _settled(membership)


def _decide(verb: Verb, by: Member | None, membership: Membership, at: datetime) -> Act:
    return record(
        verb,
        by=by,
        about=membership.circle_id,
        circle=membership.circle_id,
        toward=membership.member,
        cause=membership.act_id,
        audience=Audience.PRIVATE,
        at=at,
    )


def _settled(membership: Membership) -> None:
    rules.forget_stands(membership.member)
    membership.refresh_from_db()
