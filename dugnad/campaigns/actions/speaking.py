"""Asking members to speak for a campaign; their yes, and taking it back."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.campaigns import reaching_rules as own_rules
from dugnad.campaigns import rules, taking_part
from dugnad.campaigns.acts import ASKED_TO_SPEAK, SPEAKS, SPEAKS_NOT
from dugnad.campaigns.enums import SPEAKING_TRANSITIONS, Speaking
from dugnad.campaigns.models import Rung, Spokesperson
from dugnad.circles.rules import belongs_to_its_circle
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member
from dugnad.people.rules import apart


def agreement(topic: str) -> str:
    """What somebody agrees to, in the language that is active."""
    said = _("Journalists may be told that I speak for this campaign about “%(topic)s”, and how I can be reached.")
    return said % {"topic": topic}


def ask(*, by: Member, rung: Rung, member: Member, topic: str, at: datetime | None = None) -> Spokesperson:
    """An organiser asks a member of the circle. Nobody is given to a journalist before their own yes."""
    rules.organises.require(by, rung.campaign)
    taking_part.require(by, rung)
    if not belongs_to_its_circle.can(member, rung.campaign) or member.pk in apart(by).all:
        raise Refused(_("%(name)s cannot be asked. Choose somebody else of the circle.") % {"name": member.handle})
    try:
        return _ask(by, rung, member, topic, at or now())
    except IntegrityError:
        raise Refused(_("%(name)s has been asked already.") % {"name": member.handle}) from None


@transaction.atomic
def _ask(by: Member, rung: Rung, member: Member, topic: str, at: datetime) -> Spokesperson:
    one_id = new_id()
    made = Spokesperson(
        id=one_id,
        act=_record(ASKED_TO_SPEAK, by, rung, one_id, rung.campaign.act_id, at, toward=member),
        campaign=rung.campaign,
        rung=rung,
        member=member,
        asked_by=by,
        topic=topic,
        asked_at=at,
    )
    made.save(force_insert=True)
    return made


@transaction.atomic
def agree(*, by: Member, one: Spokesperson, reach: str, at: datetime | None = None) -> None:
    """Their yes, with the words they agreed to and how they want to be reached."""
    _answer(by, one, Speaking.AGREED, {"reach": reach, "text": agreement(one.topic)}, at or now())


@transaction.atomic
def say_no(*, by: Member, one: Spokesperson, at: datetime | None = None) -> None:
    """No, or no longer: at once, and how they could be reached is forgotten."""
    to = Speaking.STOPPED if one.speaking == Speaking.AGREED else Speaking.DECLINED
    _answer(by, one, to, {"reach": ""}, at or now())


def _answer(by: Member, one: Spokesperson, to: Speaking, facts: dict[str, str], at: datetime) -> None:
    own_rules.is_asked.require(by, one)
    sources = [source for source, targets in SPEAKING_TRANSITIONS.items() if to in targets]
    moved = Spokesperson.objects.filter(pk=one.pk, speaking__in=sources)
    if moved.update(speaking=to, answered_at=at, **facts) != 1:
        raise Refused(_("You have answered this already. Look at the page again."))
    one.refresh_from_db()
    _record(SPEAKS if to == Speaking.AGREED else SPEAKS_NOT, by, one.rung, one.pk, one.act_id, at, toward=one.asked_by)


def _record(
    verb: Verb, by: Member, rung: Rung, about: str, cause: int | None, at: datetime, *, toward: Member | None
) -> Act:
    return record(
        verb,
        by=by,
        about=about,
        circle=rung.campaign.circle_id,
        toward=toward,
        cause=cause,
        audience=Audience.PRIVATE,
        at=at,
    )
