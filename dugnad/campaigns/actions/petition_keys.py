"""The key of each petition: made with the first signature, destroyed six months after the campaign has closed.

Then nobody can say any more who signed: names, places and words go with it, and only the count and the receipts stay.
"""

from __future__ import annotations

import secrets
import time
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from dugnad.campaigns.enums import Phase, Purpose
from dugnad.campaigns.models import Campaign, Consent, PaperSheet, PetitionKey, Signature
from dugnad.kit.clock import now

KEPT_AFTER_CLOSING = timedelta(days=183)
REMEMBERED = 60.0
"""Seconds for which a process does not ask for a key again."""

_known: dict[str, tuple[bytes, float]] = {}


def key_of(campaign: str, at: datetime | None = None) -> bytes:
    """The key of the campaign with this id, 32 bytes; made if there is none."""
    found, until = _known.get(campaign, (b"", 0.0))
    if time.monotonic() < until:
        return found
    key = PetitionKey.objects.filter(pk=campaign).values_list("key", flat=True).first()
    if key is None:
        fresh = PetitionKey(campaign_id=campaign, key=secrets.token_bytes(32), made_at=at or now())
        PetitionKey.objects.bulk_create([fresh], ignore_conflicts=True)  # whoever is first
        key = PetitionKey.objects.values_list("key", flat=True).get(pk=campaign)
    if len(_known) > 1_000:
        _known.clear()
    _known[campaign] = (bytes(key), time.monotonic() + REMEMBERED)
    return bytes(key)


def destroy_keys(at: datetime) -> int:
    """Forget who signed the campaigns whose time is over at `at`; how many campaigns."""
    over = Campaign.objects.filter(phase=Phase.CLOSED, closed_at__lte=at - KEPT_AFTER_CLOSING)
    keyed = Q(pk__in=PetitionKey.objects.values("pk")) | Q(pk__in=Signature.objects.exclude(name="").values("campaign"))
    ids = list(over.filter(keyed).values_list("pk", flat=True))
    for campaign in ids:
        _destroy(campaign)
    return len(ids)


@transaction.atomic
def _destroy(campaign: str) -> None:
    signatures = Signature.objects.filter(campaign=campaign)
    signatures.update(mailbox="", name="", words="", place=None, supporter=None, sealed=None, agreed=[], network="",
                      host="")  # fmt: skip
    of_signing = (Purpose.SIGNATURE, Purpose.SHOWN, Purpose.WORDS_SHOWN)
    Consent.objects.filter(campaign=campaign, purpose__in=of_signing).delete()
    PaperSheet.objects.filter(campaign=campaign).update(lines=[], label="")
    PetitionKey.objects.filter(pk=campaign).delete()
    _known.pop(campaign, None)
