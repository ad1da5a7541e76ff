"""What goes on record of apps that do not say so themselves: decisions on safety and protection, and campaigns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import acts as campaigns
from dugnad.campaigns.models import SpendingRequest
from dugnad.ledger.models import Act
from dugnad.ledger.on_record import Facts, goes_on_record, on_record
from dugnad.protection import acts as protection
from dugnad.safety import acts as safety
from dugnad.safety.models import LogEntry


def connect() -> None:
    """Called once, when all these apps are ready. An app that has begun to say so itself is left to it."""
    for verb, words, says in (
        (safety.IN_FORCE, _("A measure of safety came into force"), None),
        (safety.APPEAL_SETTLED, _("An appeal was decided"), None),
        (safety.LOGGED, _("The log of decisions has a line more"), log_lines),
        (protection.PROTECTED, _("The circle is protected"), None),
        (protection.UNPROTECTED, _("The circle is protected no more"), None),
        (protection.SAFEGUARDING, _("Somebody was named for safeguarding"), None),
        (protection.KEPT_FOR, _("How long what is written is kept was decided"), days),
        (campaigns.OPENED, _("A campaign was opened"), None),
        (campaigns.CAMPAIGN_REOPENED, _("A campaign was opened again"), None),
        (campaigns.CAMPAIGN_CLOSED, _("A campaign was closed"), None),
        (campaigns.SPENDING_DECIDED, _("The use of money was voted on"), votes),
    ):
        if goes_on_record(verb.code) is None:
            on_record(verb, words, says=says)


def log_lines(acts: Sequence[Act]) -> Mapping[int, Facts]:
    """The line, its words as a hash."""
    return {
        one.act_id: {
            "event": one.event,
            "measure": one.measure,
            "days": one.days,
            "norm": one.norm,
            "said": sha256(one.said.encode()).hexdigest(),
            "voices": one.voices,
        }
        for one in LogEntry.objects.filter(act__in=[act.pk for act in acts])
    }


def days(acts: Sequence[Act]) -> Mapping[int, Facts]:
    """For how many days."""
    return {act.pk: {"days": act.amount} for act in acts if act.amount is not None}


def votes(acts: Sequence[Act]) -> Mapping[int, Facts]:
    """How many voted what, and what for, as a hash."""
    known = {one.pk: one for one in SpendingRequest.objects.filter(pk__in=[act.object_id for act in acts])}
    return {act.pk: _of(known[act.object_id]) for act in acts if act.object_id in known}


def _of(request: SpendingRequest) -> Facts:
    return {
        "state": request.state,
        "yes": request.yes,
        "no": request.no,
        "abstained": request.abstained,
        "quorum": request.quorum,
        "amount": request.amount,
        "currency": request.currency,
        "purpose": sha256(request.purpose.encode()).hexdigest(),
    }
