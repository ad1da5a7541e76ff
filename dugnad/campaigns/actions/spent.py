"""Writing down what was spent of what the circle agreed to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dugnad.campaigns import rules
from dugnad.campaigns.actions.spending import told
from dugnad.campaigns.acts import SPENT
from dugnad.campaigns.enums import RequestState
from dugnad.campaigns.models import Spending, SpendingRequest
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.pictures import Picture
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.people.models import Member


def spend(
    *,
    by: Member,
    request: SpendingRequest,
    amount: int,
    note: str,
    receipt: str,
    form_key: str,
    picture: Picture | None = None,
    at: datetime | None = None,
) -> Spending:
    """Write down that `amount` of what was agreed is spent; `picture` shows the receipt. The same form sent twice is
    one entry.

    Raises `Refused` for more than was agreed, and for those who do not organise the campaign.
    """
    rules.organises.require(by, request.campaign)
    sent = Spending.objects.filter(by=by, form_key=form_key)
    if already := sent.first():
        return already
    try:
        entry = Spending(id=new_id(), amount=amount, note=note, receipt=receipt, form_key=form_key)
        with _kept(entry, picture):
            return _spend(by, request, entry, at or now())
    except IntegrityError:
        if already := sent.first():
            return already
        raise


@contextmanager
def _kept(entry: Spending, picture: Picture | None) -> Iterator[None]:
    """Keep the file of the picture, and delete it if what is done within fails."""
    if picture is None:
        yield
        return
    entry.picture.name = default_storage.save(f"receipts/{entry.pk}.webp", ContentFile(picture.webp))
    entry.picture_width, entry.picture_height = picture.width, picture.height
    try:
        yield
    except BaseException:
        default_storage.delete(str(entry.picture.name))
        raise


@transaction.atomic
def _spend(by: Member, request: SpendingRequest, entry: Spending, at: datetime) -> Spending:
    agreed = SpendingRequest.objects.filter(
        pk=request.pk, state=RequestState.AGREED, spent__lte=F("amount") - entry.amount
    )
    if agreed.update(spent=F("spent") + entry.amount) != 1:
        raise Refused(_("That is more than the circle has agreed to, or it has not agreed. Ask it again for the rest."))
    entry.request, entry.by, entry.spent_at = request, by, at
    entry.act = told(SPENT, by, request, at, amount=entry.amount, audience=Audience.PUBLIC)
    entry.save(force_insert=True)
    return entry
