"""What follows when the letter is answered: the address is somebody's, and their name counts once."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from dugnad.campaigns.actions.agreeing import agree, record_signing, supporter_at
from dugnad.campaigns.actions.signing import require_open
from dugnad.campaigns.acts import SIGNED
from dugnad.campaigns.enums import Signed
from dugnad.campaigns.models import Signature
from dugnad.campaigns.queries.signing import held_back, standing_for
from dugnad.kit.clock import now
from dugnad.kit.seal import unseal
from dugnad.people.addresses import read


def confirm(*, signature: Signature, at: datetime | None = None) -> Signature:
    """The letter was answered: the signature counts, unless somebody should look first, or it is a second one.

    However often and however many at once: it is done once, and the answer tells how it stands. Raises `Refused` when
    the campaign takes no signatures any more.
    """
    if signature.state != Signed.PENDING:
        return signature
    require_open(signature.campaign)
    try:
        return _confirm(signature, at or now())
    except IntegrityError:  # another one of the same mailbox was confirmed at this moment: now it is seen
        return _confirm(signature, at or now())


@transaction.atomic
def _confirm(signature: Signature, at: datetime) -> Signature:
    state = _becomes(signature)
    counts = {"counted_at": at} if state == Signed.CONFIRMED else {}
    needless = {"name": "", "words": "", "place": None} if state == Signed.REPEATED else {}
    address = read(unseal(bytes(signature.sealed or b""), about=signature.pk))
    supporter = supporter_at(address, signature, at)
    pending = Signature.objects.filter(pk=signature.pk, state=Signed.PENDING)
    if pending.update(state=state, confirmed_at=at, supporter=supporter, sealed=None, **counts, **needless) == 1:
        agree(signature, supporter, signs=state != Signed.REPEATED, at=at)
        if state != Signed.REPEATED:
            record_signing(SIGNED, supporter, signature.campaign, at)
    signature.refresh_from_db(fields=["state", "supporter", "confirmed_at", "counted_at", "sealed", "name"])
    return signature


def _becomes(signature: Signature) -> Signed:
    if set(standing_for(signature.campaign_id, signature.mailbox)) - {signature.pk}:
        return Signed.REPEATED
    return Signed.HELD if held_back(signature) else Signed.CONFIRMED
