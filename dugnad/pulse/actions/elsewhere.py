"""Telling what one did outside the platform, attesting what another did, taking it back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.circles.models import Circle
from dugnad.circles.rules import belongs
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.pulse import rules
from dugnad.pulse.models import Elsewhere
from dugnad.pulse.verbs import ATTESTED, DID_ELSEWHERE, TOOK_BACK


@transaction.atomic
def tell(
    *, by: Member, circle: Circle, what: str, minutes: int, done_on: date, form_key: str, at: datetime | None = None
) -> Elsewhere:
    """Write down what `by` did elsewhere for `circle`. The same form sent twice is one telling.

    Raises `Refused` for a day that has not come yet, and for those outside the circle.
    """
    belongs.require(by, circle)
    at = at or now()
    if known := Elsewhere.objects.filter(author=by, form_key=form_key).first():
        return known
    if done_on > at.date():
        raise Refused(_("That day has not come yet."))
    pk = new_id()
    act = record(DID_ELSEWHERE, by=by, about=pk, circle=circle.pk, amount=minutes, at=at)
    return Elsewhere.objects.create(
        id=pk, act=act, circle=circle, author=by, what=what, minutes=minutes, done_on=done_on, created_at=at,
        form_key=form_key,
    )  # fmt: skip


@transaction.atomic
def attest(*, by: Member, deed: Elsewhere, at: datetime | None = None) -> None:
    """Say that one knows `deed` to be true. Once attested it stays so. Raises `Refused` for one's own."""
    rules.attests.require(by, deed)
    at = at or now()
    free = Elsewhere.objects.filter(pk=deed.pk, attested_by=None, attested_at=None, taken_back_at=None)
    if free.update(attested_by=by, attested_at=at) != 1:
        raise Refused(_("Somebody has attested this already, or it was taken back."))
    cause, toward = deed.act_id, deed.author
    record(
        ATTESTED, by=by, about=deed.pk, circle=deed.circle_id, toward=toward, cause=cause, amount=deed.minutes, at=at
    )


@transaction.atomic
def take_back(*, by: Member, deed: Elsewhere, at: datetime | None = None) -> None:
    """Take one's own telling back, as long as nobody has attested it. Raises `Refused`."""
    rules.takes_back.require(by, deed)
    at = at or now()
    free = Elsewhere.objects.filter(pk=deed.pk, attested_at=None, taken_back_at=None)
    if free.update(taken_back_at=at, what="") != 1:
        raise Refused(_("Somebody has attested this already, so it stays."))
    record(TOOK_BACK, by=by, about=deed.pk, circle=deed.circle_id, cause=deed.act_id, at=at)
