"""Of whom something is demanded, and the address of ours that they can reply to."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.campaigns import rules
from dugnad.campaigns.actions.starting import touched
from dugnad.campaigns.enums import TargetKind
from dugnad.campaigns.findable_parts import put_reply
from dugnad.campaigns.models import Campaign, Target, TargetDoor
from dugnad.kit.clock import now
from dugnad.kit.ids import ALPHABET
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member, Place

MARK = 26
"""Characters of a door's mark: 130 bits."""


@dataclass(frozen=True)
class Reach:
    """Who a target is, and how it is reached at work."""

    name: str
    kind: TargetKind = TargetKind.AUTHORITY
    role: str = ""
    answers_for: Place | None = None
    email: str = ""
    phone: str = ""
    hours: str = ""
    postal: str = ""
    respond_within: int = 21


@transaction.atomic
def add_target(*, by: Member, campaign: Campaign, reach: Reach, at: datetime | None = None) -> Target:
    """One more target. Raises `Refused` for the same name and role twice, and for those who do not organise it."""
    rules.organises.require(by, campaign)
    last = campaign.targets.order_by("-position").values_list("position", flat=True).first()
    made = Target(campaign=campaign, position=0 if last is None else last + 1, **vars(reach))
    _save(made)
    touched(by, campaign, at or now())
    return made


@transaction.atomic
def edit_target(*, by: Member, target: Target, reach: Reach, at: datetime | None = None) -> Target:
    """Other facts about a target."""
    rules.organises.require(by, target.campaign)
    for name, value in vars(reach).items():
        setattr(target, name, value)
    _save(target)
    for reply in target.replies.select_related("campaign", "target"):
        put_reply(reply)
    touched(by, target.campaign, at or now())
    return target


def _save(target: Target) -> None:
    try:
        with transaction.atomic():
            target.save()
    except IntegrityError as error:
        raise Refused(_("This target stands in the campaign already, in the same role.")) from error


@transaction.atomic
def remove_target(*, by: Member, target: Target, at: datetime | None = None) -> None:
    """Take a target out to whom nothing was sent and who wrote nothing; else `Refused`, for that is kept."""
    campaign = target.campaign
    rules.organises.require(by, campaign)
    if target.sent.exists() or target.replies.exists():
        raise Refused(_("Something was sent to them already. What was sent, and what they answered, is kept."))
    target.delete()
    touched(by, campaign, at or now())


@transaction.atomic
def give_address(*, by: Member, target: Target, at: datetime | None = None) -> TargetDoor:
    """A new address for one target's replies to this campaign; the one before ends."""
    rules.organises.require(by, target.campaign)
    at = at or now()
    end_address(by=by, target=target, at=at)
    mark = "".join(secrets.choice(ALPHABET) for _letter in range(MARK))
    return TargetDoor.objects.create(target=target, mark=mark, made_by=by, made_at=at)


def end_address(*, by: Member, target: Target, at: datetime | None = None) -> None:
    """What comes to that address is not taken any more."""
    rules.organises.require(by, target.campaign)
    TargetDoor.objects.filter(target=target, ended_at=None).update(ended_at=at or now())
