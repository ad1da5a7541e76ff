"""The two links that a signer gets. Each is signed, stands for one signature, and is good for one thing."""

from __future__ import annotations

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse

from dugnad.campaigns.models import Signature
from dugnad.kit.prepared import Prepared

CONFIRM_LASTS = timedelta(days=7)
MINE_LASTS = timedelta(days=400)


def confirm_path(signature: str) -> str:
    """Where an address is confirmed, and with it the signature of this id."""
    return reverse("sign_confirm", args=[_signer("confirm").sign(signature)])


def to_confirm(token: str) -> Signature | None:
    """The signature such a link confirms, while it lasts; with its campaign."""
    return _opened("confirm", token, CONFIRM_LASTS)


def mine_path(signature: str) -> str:
    """Where its signer sees what became of a signature, and takes it back."""
    return reverse("sign_mine", args=[_signer("mine").sign(signature)])


def of_mine(token: str) -> Signature | None:
    """The signature such a link shows, while it lasts; with its campaign."""
    return _opened("mine", token, MINE_LASTS)


def _opened(what: str, token: str, lasts: timedelta) -> Signature | None:
    try:
        pk = _signer(what).unsign(token, max_age=lasts)
    except BadSignature:
        return None
    found: list[Signature] = _signature.objects(signature=pk)
    return found[0] if found else None


_signature = Prepared(
    lambda signature: Signature.objects.filter(pk=signature).select_related("campaign", "place", "supporter")
)


def _signer(what: str) -> TimestampSigner:
    return TimestampSigner(salt=f"dugnad.campaigns.signature.{what}", sep=".")
