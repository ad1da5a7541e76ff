"""Opening, delivering, closing and reopening a campaign. What a phase allows is in `enums.ALLOWED`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dugnad.campaigns import findable, findable_parts, rules
from dugnad.campaigns.actions.correspondence import sent
from dugnad.campaigns.acts import CAMPAIGN_CLOSED, CAMPAIGN_REOPENED, DELIVERED, OPENED
from dugnad.campaigns.enums import PHASE_TRANSITIONS, SHOWN, Phase, RungKind, SentKind
from dugnad.campaigns.ladder import counted
from dugnad.campaigns.models import Campaign, Target
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member


class NotDeclared(Exception):
    """A change of phase that `enums.PHASE_TRANSITIONS` does not know."""


@transaction.atomic
def open_up(*, by: Member, campaign: Campaign, at: datetime | None = None) -> Campaign:
    """Open a draft to everybody. It takes a target, and a rung on the ladder.

    Raises `Refused` without them, for those who do not organise it, and when it is no draft any more.
    """
    rules.organises.require(by, campaign)
    if not campaign.targets.exists():
        raise Refused(_("Say first of whom you demand it: a campaign has at least one target."))
    if not campaign.rungs.filter(done=False).exists():
        raise Refused(_("Put something on the ladder first, so that whoever comes can do it."))
    at = at or now()
    _move(campaign, {Phase.DRAFT}, Phase.OPEN, {"opened_at": at})
    _told(OPENED, by, campaign, at)
    return campaign


@transaction.atomic
def deliver(
    *, by: Member, campaign: Campaign, note: str, targets: Sequence[Target] = (), at: datetime | None = None
) -> Campaign:
    """What was gathered was handed over: `note` says what, and to whom. From here on the days of silence count.

    `targets` are those who got it; none: all. Nobody can sign any more. Raises `Refused` unless it is open.
    """
    rules.organises.require(by, campaign)
    at = at or now()
    _move(campaign, {Phase.OPEN}, Phase.DELIVERED, {"delivered_at": at, "handed_over": note})
    act = _told(DELIVERED, by, campaign, at, amount=counted(campaign, RungKind.SIGN))
    for target in targets or campaign.targets.all():
        sent(target=target, kind=SentKind.DELIVERY, act=act, note=note, at=at)
    return campaign


@transaction.atomic
def close(*, by: Member, campaign: Campaign, note: str = "", at: datetime | None = None) -> Campaign:
    """End a campaign: its page stays, and replies and the outcome can still be written down. `note` says why."""
    rules.organises.require(by, campaign)
    at = at or now()
    before = {phase for phase in Phase if Phase.CLOSED in PHASE_TRANSITIONS[phase]}
    was_shown = campaign.phase in SHOWN
    _move(campaign, before, Phase.CLOSED, {"closed_at": at, "closed_because": note})
    _told(CAMPAIGN_CLOSED, by, campaign, at, audience=Audience.PUBLIC if was_shown else Audience.CIRCLE)
    return campaign


@transaction.atomic
def reopen(*, by: Member, campaign: Campaign, at: datetime | None = None) -> Campaign:
    """A delivered campaign goes on: people can sign again, until it is delivered once more."""
    rules.organises.require(by, campaign)
    at = at or now()
    _move(campaign, {Phase.DELIVERED}, Phase.OPEN, {})
    _told(CAMPAIGN_REOPENED, by, campaign, at)
    return campaign


def _told(
    verb: Verb,
    by: Member,
    campaign: Campaign,
    at: datetime,
    *,
    amount: int | None = None,
    audience: Audience = Audience.PUBLIC,
) -> Act:
    return record(
        verb,
        by=by,
        about=campaign.pk,
        circle=campaign.circle_id,
        cause=campaign.act_id,
        amount=amount,
        audience=audience,
        at=at,
    )


def _move(campaign: Campaign, sources: set[Phase], target: Phase, facts: dict[str, Any]) -> None:
    """Bring `campaign` from one of `sources` to `target`, if it still stands there; else `Refused`."""
    if any(target not in PHASE_TRANSITIONS[source] for source in sources):
        raise NotDeclared(f"{sources} → {target}")
    still = Campaign.objects.filter(pk=campaign.pk, phase__in=sources)
    moved = still.update(phase=target, version=F("version") + 1, **facts)
    campaign.refresh_from_db()
    if moved != 1:
        phase = campaign.get_phase_display()
        raise Refused(_("That does not fit where this campaign stands now: %(phase)s.") % {"phase": phase})
    findable.put(campaign)
    findable_parts.put_again(campaign)
