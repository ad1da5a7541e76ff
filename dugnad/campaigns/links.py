"""Addresses in letters to supporters. Each is signed, and good for one thing: to see what one agreed to and take it
back, or to stop letters like this one. None opens an account or names anybody.
"""

from __future__ import annotations

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse

from dugnad.campaigns.models import Supporter, UpdateLetter

CONSENTS_LAST = timedelta(days=60)
"""A fresh one can be asked for at any time."""
STOPS_LAST = timedelta(days=400)
"""How long letters are remembered, too: each link stands for the letter it came in."""


def consents_path(supporter: Supporter) -> str:
    """Where `supporter` sees what they agreed to, without an account."""
    return reverse("consents", args=[_signer("consents").sign(supporter.pk)])


def supporter_of(token: str) -> Supporter | None:
    """Whose consents such a link shows, while it lasts."""
    pk = _opened("consents", token, CONSENTS_LAST)
    return Supporter.objects.filter(pk=pk).first() if pk else None


def stop_path(letter: UpdateLetter) -> str:
    """Where updates like those in `letter` are stopped."""
    return reverse("updates_stop", args=[_signer("stop").sign(letter.pk)])


def letter_of(token: str) -> UpdateLetter | None:
    """The letter such a link came in, while it lasts."""
    pk = _opened("stop", token, STOPS_LAST)
    return UpdateLetter.objects.filter(pk=pk).select_related("supporter").first() if pk else None


def _opened(what: str, token: str, lasts: timedelta) -> str:
    try:
        return _signer(what).unsign(token, max_age=lasts)
    except BadSignature:
        return ""


def _signer(what: str) -> TimestampSigner:
    return TimestampSigner(salt=f"dugnad.campaigns.{what}", sep=".")
