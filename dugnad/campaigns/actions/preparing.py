"""What organisers prepare for those who write and call."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.campaigns import rules
from dugnad.campaigns.acts import CALLS_PREPARED, LETTERS_PREPARED
from dugnad.campaigns.enums import Phase, RungKind
from dugnad.campaigns.findable_parts import put_rung
from dugnad.campaigns.models import CallScript, LetterGuide, Rung
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member


@transaction.atomic
def prepare_letters(
    *, by: Member, rung: Rung, subject: str, facts: str, points: str, at: datetime | None = None
) -> LetterGuide:
    """Facts to lean on, and points to take over, one in a line. Letters already written stay as they are."""
    _may_prepare(by, rung, RungKind.WRITE)
    words = {"subject": subject, "facts": facts, "points": points}
    guide, _new = LetterGuide.objects.update_or_create(rung=rung, defaults=words)
    put_rung(rung)
    _record(LETTERS_PREPARED, by, rung, at)
    return guide


@transaction.atomic
def prepare_calls(*, by: Member, rung: Rung, script: str, at: datetime | None = None) -> CallScript:
    """What to say on the telephone."""
    _may_prepare(by, rung, RungKind.PHONE)
    made, _new = CallScript.objects.update_or_create(rung=rung, defaults={"script": script})
    put_rung(rung)
    _record(CALLS_PREPARED, by, rung, at)
    return made


def _may_prepare(by: Member, rung: Rung, kind: RungKind) -> None:
    rules.organises.require(by, rung.campaign)
    if rung.campaign.phase == Phase.CLOSED or rung.kind != kind:
        raise Refused(_("This campaign is closed, so nothing more is prepared for it."))


def _record(verb: Verb, by: Member, rung: Rung, at: datetime | None) -> None:
    campaign = rung.campaign
    record(verb, by=by, about=rung.pk, circle=campaign.circle_id, cause=campaign.act_id, at=at)
