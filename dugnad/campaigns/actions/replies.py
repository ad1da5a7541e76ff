"""What targets write back: pasted by an organiser, or come by mail and looked at by one."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.campaigns import rules
from dugnad.campaigns.actions.starting import touched
from dugnad.campaigns.acts import REPLY_PUBLISHED, REPLY_PUT_ASIDE, REPLY_RECEIVED
from dugnad.campaigns.enums import REPLY_TRANSITIONS, SHOWN, Feature, ReplyKind, ReplyState
from dugnad.campaigns.findable_parts import put_reply
from dugnad.campaigns.models import Campaign, Reply, Target
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member


def paste(
    *,
    by: Member,
    target: Target,
    kind: ReplyKind,
    text: str,
    form_key: str,
    came_at: datetime | None = None,
    at: datetime | None = None,
) -> Reply:
    """An organiser has a reply before them, and shows it to everybody. The same form sent twice is one reply."""
    rules.organises.require(by, target.campaign)
    _allowed(target.campaign)
    at = at or now()
    sent = Reply.objects.filter(key=form_key)
    if already := sent.first():
        return already
    try:
        return _paste(by, target, kind, text, form_key, came_at or at, at)
    except IntegrityError:
        if already := sent.first():
            return already
        raise


@transaction.atomic
def _paste(
    by: Member, target: Target, kind: ReplyKind, text: str, form_key: str, came_at: datetime, at: datetime
) -> Reply:
    made = Reply.objects.create(
        campaign_id=target.campaign_id,
        target=target,
        kind=kind,
        state=ReplyState.SHOWN,
        text=text,
        noted_by=by,
        came_at=came_at,
        decided_at=at,
        key=form_key,
    )
    put_reply(made)
    _record(REPLY_PUBLISHED, by, made, at)
    touched(by, target.campaign, at)
    return made


@transaction.atomic
def take_in(*, target: Target, text: str, sender: str, key: str, at: datetime) -> Reply | None:
    """A reply has come by mail to the target's address: it waits for an organiser. None if it has come before."""
    if Reply.objects.filter(key=key).exists():
        return None
    made = Reply.objects.create(
        campaign_id=target.campaign_id, target=target, text=text, sender=sender, by_mail=True, came_at=at, key=key
    )
    _record(REPLY_RECEIVED, None, made, at)
    return made


@transaction.atomic
def publish(*, by: Member, reply: Reply, kind: ReplyKind, text: str, at: datetime | None = None) -> Reply:
    """Show a reply to everybody, with these words of it."""
    rules.organises.require(by, reply.campaign)
    _allowed(reply.campaign)
    at = at or now()
    _move(reply, ReplyState.SHOWN, at, kind=kind, text=text)
    _record(REPLY_PUBLISHED, by, reply, at)
    touched(by, reply.campaign, at)
    return reply


@transaction.atomic
def put_aside(*, by: Member, reply: Reply, at: datetime | None = None) -> Reply:
    """It is no reply, or not for everybody. It can be shown later."""
    rules.organises.require(by, reply.campaign)
    at = at or now()
    _move(reply, ReplyState.ASIDE, at)
    _record(REPLY_PUT_ASIDE, by, reply, at)
    touched(by, reply.campaign, at)
    return reply


def _allowed(campaign: Campaign) -> None:
    rules.in_phase(Feature.REPLY).require(None, campaign)


def _move(reply: Reply, state: ReplyState, at: datetime, **facts: str) -> None:
    before = [one for one in ReplyState if state in REPLY_TRANSITIONS[one]]
    moved = Reply.objects.filter(pk=reply.pk, state__in=before).update(state=state, decided_at=at, **facts)
    reply.refresh_from_db()
    if moved != 1:
        raise Refused(_("Somebody else has decided about this reply meanwhile."))
    put_reply(reply)


def _record(verb: Verb, by: Member | None, reply: Reply, at: datetime) -> None:
    shown = verb == REPLY_PUBLISHED and reply.campaign.phase in SHOWN
    record(
        verb,
        by=by,
        about=reply.pk,
        circle=reply.campaign.circle_id,
        cause=reply.campaign.act_id,
        audience=Audience.PUBLIC if shown else Audience.CIRCLE,
        at=at,
    )
