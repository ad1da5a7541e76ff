"""How many signatures count, found by counting them: whoever signs changes no row but their own.

What began to count long enough ago is settled and not looked at again; the latest seconds are counted anew each time,
for on PostgreSQL what was written later can be seen earlier. Once an hour, and when something stopped to count, all of
them are counted.

Whoever signed in several local copies is one supporter: of each copy it is counted, too, how many had signed in another
one before, so that all places together can be told without counting anybody twice.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from dugnad.campaigns.enums import Phase, Signed
from dugnad.campaigns.models import Campaign, Signature, SignatureCount

SETTLES = timedelta(seconds=15)
"""Longer than a transaction may take."""
TRANSACTION = timedelta(seconds=6)
WHOLE = timedelta(hours=1)


def recount(at: datetime) -> int:
    """Count anew where signatures can have come or gone; how many campaigns were found changed."""
    gone = Signature.objects.filter(uncounted_at__gt=at - WHOLE).order_by().values_list("campaign", flat=True)
    still = Campaign.objects.filter(phase=Phase.OPEN).values_list("pk", flat=True)
    return sum(recount_one(campaign, at) for campaign in sorted({*gone.distinct(), *still}))


def recount_one(campaign: str, at: datetime, *, whole: bool = False) -> bool:
    """Count the signatures of the campaign with this id; whether the number is another one."""
    before = SignatureCount.objects.filter(pk=campaign).first()
    old = before
    if before and (whole or at - before.whole_at >= WHOLE or _fewer(campaign, before)):
        old = None
    found = _counted(campaign, old, at)
    if before is None or any(getattr(before, name) != found[name] for name in NUMBERS):
        SignatureCount.objects.update_or_create(pk=campaign, defaults={**found, "counted_at": at})
    return before is None or before.count != found["count"]


NUMBERS = ("count", "settled", "twice", "settled_twice", "whole_at")


def _counted(campaign: str, old: SignatureCount | None, at: datetime) -> dict[str, Any]:
    """The columns of a `SignatureCount`; `old`: what need not be counted again."""
    counting = Signature.objects.filter(campaign=campaign, state=Signed.CONFIRMED, counted_at__lte=at)
    until = max(at - SETTLES, old.until) if old else at - SETTLES
    settling, latest = counting.filter(counted_at__lte=until), counting.filter(counted_at__gt=until)
    if old:
        settling = settling.filter(counted_at__gt=old.until)
    kin = _kin(campaign)
    settled = (old.settled if old else 0) + settling.count()
    settled_twice = (old.settled_twice if old else 0) + _twice(settling, kin)
    return {
        "count": settled + latest.count(),
        "settled": settled,
        "twice": settled_twice + _twice(latest, kin),
        "settled_twice": settled_twice,
        "until": until,
        "whole_at": old.whole_at if old else at,
    }


def _kin(campaign: str) -> list[str]:
    """The other campaigns of which this one is a local copy, or that are copies of it or of the same."""
    first = Campaign.objects.filter(pk=campaign).values("copy_of")
    family = Q(copy_of=campaign) | Q(pk__in=first) | Q(copy_of__in=first)
    return list(Campaign.objects.filter(family).exclude(pk=campaign).values_list("pk", flat=True))


def _twice(rows: QuerySet[Signature], kin: Collection[str]) -> int:
    """How many of `rows` are of people who had signed in one of `kin` before."""
    if not kin:
        return 0
    same = Signature.objects.filter(campaign__in=kin, state=Signed.CONFIRMED, supporter=OuterRef("supporter"))
    sooner = Q(counted_at__lt=OuterRef("counted_at")) | Q(counted_at=OuterRef("counted_at"), pk__lt=OuterRef("pk"))
    return rows.filter(Exists(same.filter(sooner))).count()


def _fewer(campaign: str, before: SignatureCount) -> bool:
    """Whether something stopped to count since then."""
    gone = Signature.objects.filter(campaign=campaign, uncounted_at__gt=before.counted_at - TRANSACTION)
    return gone.exists()
