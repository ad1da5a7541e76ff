"""The address in letters to supporters who have pledged: it is good for one pledge, and opens nothing else."""

from __future__ import annotations

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse

from dugnad.campaigns.models import Pledge

LASTS = timedelta(days=90)


def path_of(pledge: Pledge) -> str:
    """Where the supporter who gave `pledge` comes back to it."""
    return reverse("pledge_return", args=[_signer().sign(pledge.pk)])


def pledge_of(token: str) -> Pledge | None:
    """The pledge such an address stands for, while it lasts."""
    try:
        pk = _signer().unsign(token, max_age=LASTS)
    except BadSignature:
        return None
    found = Pledge.objects.filter(pk=pk, supporter__confirmed_at__isnull=False)
    return found.select_related("supporter", "campaign").first()


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="dugnad.campaigns.pledge", sep=".")
