"""Signing in tests, the way people do it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from dugnad.campaigns.actions import signing
from dugnad.campaigns.actions.confirming import confirm
from dugnad.campaigns.actions.signing import From, Given
from dugnad.campaigns.models import Campaign, Signature
from dugnad.campaigns.proof import stamp
from dugnad.kit.clock import now
from dugnad.notify.models import Letter
from dugnad.notify.outside import opened
from dugnad.people.addresses import read
from tests.cast import NOON

LINK = re.compile(r"/signatures/(?:confirm|mine)/[^\s]+")


def pend(campaign: Campaign, email: str = "eva@example.org", *, at: datetime = NOON, **told: Any) -> Signature | None:
    """Somebody signs; their signature, which waits for the letter, if it was kept."""
    before = set(Signature.objects.values_list("pk", flat=True))
    sent = From(told.pop("network", "net1"), told.pop("is_proven", True))
    given = Given(**({"name": "Eva Berg"} | told))
    signing.sign(campaign=campaign, given=given, address=read(email), sent=sent, at=at)
    return Signature.objects.select_related("campaign", "place").exclude(pk__in=before).first()


def make_signed(campaign: Campaign, email: str = "eva@example.org", *, at: datetime = NOON, **told: Any) -> Signature:
    """The same, and the letter is answered."""
    pending = pend(campaign, email, at=at, **told)
    assert pending is not None
    return confirm(signature=pending, at=at)


def form(campaign: Campaign, **fields: str) -> dict[str, str]:
    """What a browser without scripts sends, ten seconds after it opened the page."""
    made = stamp(campaign.pk, now() - timedelta(seconds=10))
    return {"name": "Eva Berg", "email": "eva@example.org", "shown": "private", "stamp": made, **fields}


def links(signature: Signature) -> list[str]:
    """The paths in the letter that asks: to confirm, and to see one's own."""
    letter = Letter.objects.get(key=f"sign:{signature.pk}")
    found = [LINK.search(passage.href) for passage in opened(letter).passages]
    return [one[0] for one in found if one]
