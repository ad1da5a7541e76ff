"""Making an installation a movement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.asks.actions.kinds import add_kind
from dugnad.circles.actions.circle import found
from dugnad.circles.actions.invitation import invite
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.actions import skills
from dugnad.people.actions.member import arrive
from dugnad.people.models import Member, Movement
from dugnad.web.beginnings import BEGINNINGS
from dugnad.web.setup import forget_code


@dataclass(frozen=True)
class Begun:
    """What set-up made. `token` leads the second steward in; only its hash is kept."""

    operator: Member
    circle: Circle
    token: str


@transaction.atomic
def set_up(
    *,
    name: str,
    purpose: str,
    open_signup: bool,
    handle: str,
    passphrase: str,
    circle_name: str,
    circle_purpose: str,
    circle_norms: str,
    at: datetime | None = None,
) -> Begun:
    """The movement, its operator, and a first circle that the operator tends and has a link into for a second steward.

    Raises `Refused` when it has been done.
    """
    at = at or now()
    _become(at, name=name, purpose=purpose, open_signup=open_signup)
    operator = arrive(handle=handle, passphrase=passphrase, at=at)
    Member.objects.filter(pk=operator.pk).update(is_operator=True)
    operator.refresh_from_db()
    _furnish(operator, at)
    circle = found(
        by=operator, name=circle_name, purpose=circle_purpose, norms=circle_norms, takes_applications=False, at=at
    )
    _link, token = invite(by=operator, circle=circle, for_steward=True, at=at)
    transaction.on_commit(forget_code)
    return Begun(operator, circle, token)


def _become(at: datetime, **facts: object) -> None:
    done = Refused(_("This movement has been set up already."))
    if Movement.objects.filter(set_up_at=None).update(set_up_at=at, **facts) == 1:
        return
    try:
        with transaction.atomic():
            Movement.objects.create(set_up_at=at, **facts)
    except IntegrityError as twice:
        raise done from twice


def _furnish(operator: Member, at: datetime) -> None:
    for position, beginning in enumerate(BEGINNINGS):
        branch = skills.add(by=operator, names=beginning.branch.names, at=at)
        below = [
            skills.add(by=operator, names=skill.names, parent=branch, is_profession=skill.profession, at=at)
            for skill in beginning.skills
        ]
        add_kind(by=operator, names=beginning.kind.names, skills=below, position=position, at=at)
