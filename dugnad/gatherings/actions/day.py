"""The day itself: what is prepared for it, what changes, and what is written down afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.gatherings import rules
from dugnad.gatherings.actions.calling import audience
from dugnad.gatherings.acts import CHANGED, TOLD, WRITTEN_UP
from dugnad.gatherings.enums import KEPT_AFTER, State
from dugnad.gatherings.models import DayNote, Gathering, Occasion
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.kit.seal import seal
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member


@dataclass(frozen=True)
class Outcome:
    """What came of it. `came`: how many were there, as counted in the room; None: nobody counted."""

    came: int | None = None
    decided: str = ""
    follows: str = ""


@transaction.atomic
def prepare(*, by: Member, occasion: Occasion, programme: str, numbers: str, at: datetime | None = None) -> None:
    """What happens when, and whom to call. The numbers are kept until a day after the end."""
    at = at or now()
    rules.runs.require(by, occasion.gathering)
    facts = {"programme": programme, "numbers": seal(numbers, about=occasion.pk) if numbers.strip() else None}
    if Occasion.objects.filter(pk=occasion.pk, ends_at__gt=at - KEPT_AFTER).update(**facts) != 1:
        raise Refused(_("This day is over. Nothing was changed."))
    record_of(CHANGED, by=by, about=occasion.gathering_id, gathering=occasion.gathering, at=at)
    occasion.refresh_from_db()


@transaction.atomic
def tell(*, by: Member, occasion: Occasion, text: str, form_key: str, at: datetime | None = None) -> DayNote:
    """A line about what has changed. Those who come are told at once; the same form sent twice is one line."""
    at = at or now()
    rules.runs.require(by, occasion.gathering)
    existing = DayNote.objects.filter(occasion=occasion, form_key=form_key).first()
    if existing:
        return existing
    if occasion.ends_at + KEPT_AFTER <= at:
        raise Refused(_("This day is over. Nobody would read it in time."))
    made = DayNote(occasion=occasion, text=text, at=at, form_key=form_key)
    made.save(force_insert=True)
    record_of(TOLD, by=by, about=occasion.pk, gathering=occasion.gathering, at=at)
    return made


@transaction.atomic
def write_up(*, by: Member, occasion: Occasion, outcome: Outcome, at: datetime | None = None) -> None:
    """What was decided and what follows. Those who came are told the first time, not when it is mended."""
    at = at or now()
    rules.runs.require(by, occasion.gathering)
    begun = Occasion.objects.filter(pk=occasion.pk, state=State.PLANNED, starts_at__lte=at)
    first = begun.filter(written_at=None).update(**vars(outcome), written_at=at) == 1
    if not first and begun.update(**vars(outcome)) != 1:
        raise Refused(_("It has not begun, or was cancelled, so there is nothing to write down yet."))
    about = occasion.pk if first else occasion.gathering_id
    amount = outcome.came if first else None
    record_of(WRITTEN_UP if first else CHANGED, by=by, about=about, gathering=occasion.gathering, amount=amount, at=at)
    occasion.refresh_from_db()


def record_of(
    verb: Verb, *, by: Member | None, about: str, gathering: Gathering, at: datetime, amount: int | None = None
) -> None:
    record(
        verb,
        by=by,
        about=about,
        circle=gathering.circle_id,
        cause=gathering.act_id,
        amount=amount,
        audience=audience(gathering.sight),
        at=at,
    )
