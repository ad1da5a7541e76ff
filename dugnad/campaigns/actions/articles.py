"""Articles for outlets: who holds them, and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dugnad.campaigns import acts as verbs
from dugnad.campaigns import reaching_rules as own_rules
from dugnad.campaigns import taking_part
from dugnad.campaigns.actions.outlets import may_work, noted
from dugnad.campaigns.enums import PITCH_TRANSITIONS, PitchState
from dugnad.campaigns.models import Clipping, Outlet, Pitch, Rung
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member

MOVED_BY = {PitchState.SENT: verbs.PITCHED, PitchState.PRINTED: verbs.PRINTED}
"""What a step is called in the ledger, where it is work of its own."""


@dataclass(frozen=True)
class Article:
    """What a pitch says. `embargo_until`: the first day on which others than organisers and its holder may know."""

    title: str
    notes: str = ""
    embargo_until: date | None = None


def begin(
    *, by: Member, rung: Rung, outlet: Outlet, article: Article, form_key: str, at: datetime | None = None
) -> Pitch:
    """An idea for `outlet`, held by whoever had it. The same form sent twice is one pitch."""
    may_work(by, rung)
    if outlet.campaign_id != rung.campaign_id:
        raise Refused(_("Choose an outlet of this campaign."))
    if already := Pitch.objects.filter(form_key=form_key).first():
        return already
    try:
        return _write(by, rung, outlet, article, form_key, at or now())
    except IntegrityError:  # the same form, sent a moment ago, has come through meanwhile
        return Pitch.objects.get(form_key=form_key)


@transaction.atomic
def _write(by: Member, rung: Rung, outlet: Outlet, article: Article, form_key: str, at: datetime) -> Pitch:
    pitch_id = new_id()
    made = Pitch(
        id=pitch_id,
        act=noted(verbs.PITCH_BEGUN, by, rung, pitch_id, rung.campaign.act_id, at),
        campaign=rung.campaign,
        rung=rung,
        outlet=outlet,
        holder=by,
        created_at=at,
        changed_at=at,
        form_key=form_key,
        **vars(article),
    )
    made.save(force_insert=True)
    return made


@transaction.atomic
def hold(*, by: Member, pitch: Pitch, at: datetime | None = None) -> None:
    """Take on a pitch that nobody holds. Of several at once one gets it."""
    may_work(by, pitch.rung)
    own_rules.reads_pitch.require(by, pitch)
    if Pitch.objects.filter(pk=pitch.pk, holder=None).update(holder=by, version=F("version") + 1) != 1:
        raise Refused(_("Somebody else holds this article. Ask them, so that nobody writes to an outlet twice."))
    pitch.refresh_from_db()
    noted(verbs.PITCH_HELD, by, pitch.rung, pitch.pk, pitch.act_id, at or now())


@transaction.atomic
def let_go(*, by: Member, pitch: Pitch, at: datetime | None = None) -> None:
    """Give it back, so that somebody else can take it on. Organisers can do it for a holder who is away."""
    own_rules.moves_pitch.require(by, pitch)
    if Pitch.objects.filter(pk=pitch.pk, holder=pitch.holder_id).update(holder=None, version=F("version") + 1) != 1:
        raise _meanwhile()
    pitch.refresh_from_db()
    noted(verbs.PITCH_LET_GO, by, pitch.rung, pitch.pk, pitch.act_id, at or now())


@transaction.atomic
def reword(*, by: Member, pitch: Pitch, article: Article, version: int, at: datetime | None = None) -> Pitch:
    """Other words or another embargo. Refused when somebody changed it since `version` was read."""
    own_rules.moves_pitch.require(by, pitch)
    at = at or now()
    same = Pitch.objects.filter(pk=pitch.pk, version=version)
    if same.update(version=version + 1, changed_at=at, **vars(article)) != 1:
        raise _meanwhile()
    Clipping.objects.filter(pitch=pitch).update(embargo_until=article.embargo_until)
    pitch.refresh_from_db()
    noted(verbs.PITCH_CHANGED, by, pitch.rung, pitch.pk, pitch.act_id, at)
    return pitch


@transaction.atomic
def move(*, by: Member, pitch: Pitch, to: PitchState, at: datetime | None = None) -> Pitch:
    """The next step of an article, by whoever holds it or an organiser. See `PITCH_TRANSITIONS`."""
    own_rules.moves_pitch.require(by, pitch)
    if to == PitchState.SENT:
        taking_part.require(by, pitch.rung)
    at = at or now()
    sources = [source for source, targets in PITCH_TRANSITIONS.items() if to in targets]
    facts: dict[str, Any] = {"state": to, "changed_at": at, "version": F("version") + 1}
    if Pitch.objects.filter(pk=pitch.pk, state__in=sources).update(**facts) != 1:
        raise Refused(_("From where this article is now, that is not the next step. Look at the page again."))
    pitch.refresh_from_db()
    noted(MOVED_BY.get(to, verbs.PITCH_CHANGED), by, pitch.rung, pitch.pk, pitch.act_id, at)
    return pitch


def _meanwhile() -> Refused:
    return Refused(_("Somebody changed this meanwhile. Look at the page again; what you wrote is still here."))
