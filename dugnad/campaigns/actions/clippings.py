"""What was printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.campaigns.actions.outlets import noted
from dugnad.campaigns.acts import CLIPPED
from dugnad.campaigns.findable_parts import put_clipping
from dugnad.campaigns.models import Clipping, Pitch, Rung
from dugnad.circles.rules import belongs_to_its_circle
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member


@dataclass(frozen=True)
class Print:
    """Where and when something was printed."""

    title: str
    outlet: str
    printed_on: date
    url: str = ""


def clip(
    *, by: Member, rung: Rung, printed: Print, form_key: str, pitch: Pitch | None = None, at: datetime | None = None
) -> Clipping:
    """Something that was printed about it, ours or not; of an article of ours with its embargo."""
    belongs_to_its_circle.require(by, rung.campaign)
    if pitch is not None and pitch.rung_id != rung.pk:
        raise Refused(_("That article belongs to another campaign."))
    if already := Clipping.objects.filter(form_key=form_key).first():
        return already
    try:
        return _keep(by, rung, printed, form_key, pitch, at or now())
    except IntegrityError:  # the same form, sent a moment ago, has come through meanwhile
        return Clipping.objects.get(form_key=form_key)


@transaction.atomic
def _keep(by: Member, rung: Rung, printed: Print, form_key: str, pitch: Pitch | None, at: datetime) -> Clipping:
    clipping_id = new_id()
    made = Clipping(
        id=clipping_id,
        act=noted(CLIPPED, by, rung, clipping_id, pitch.act_id if pitch else rung.campaign.act_id, at),
        campaign=rung.campaign,
        rung=rung,
        pitch=pitch,
        embargo_until=pitch.embargo_until if pitch else None,
        created_at=at,
        form_key=form_key,
        **vars(printed),
    )
    made.save(force_insert=True)
    put_clipping(made)
    return made
