"""How many signatures count, found by counting them: whoever signs changes no row but their own.

What began to count long enough ago is settled and not looked at again; the latest seconds are counted anew each time,
for on PostgreSQL what was written later can be seen earlier. Once an hour, and when something stopped to count, all of
them are counted.
"""

from __future__ import annotations

from datetime import datetime, timedelta

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
    counting = Signature.objects.filter(campaign=campaign, state=Signed.CONFIRMED, counted_at__lte=at)
    if before is None or whole or at - before.whole_at >= WHOLE or _fewer(campaign, before):
        until, whole_at = at - SETTLES, at
        settled = counting.filter(counted_at__lte=until).count()
    else:
        until, whole_at = max(at - SETTLES, before.until), before.whole_at
        settled = before.settled + counting.filter(counted_at__gt=before.until, counted_at__lte=until).count()
    count = settled + counting.filter(counted_at__gt=until).count()
    if before is None or (before.count, before.settled, before.whole_at) != (count, settled, whole_at):
        found = {"count": count, "settled": settled, "until": until, "whole_at": whole_at, "counted_at": at}
        SignatureCount.objects.update_or_create(pk=campaign, defaults=found)
    return before is None or before.count != count


def _fewer(campaign: str, before: SignatureCount) -> bool:
    """Whether something stopped to count since then."""
    gone = Signature.objects.filter(campaign=campaign, uncounted_at__gt=before.counted_at - TRANSACTION)
    return gone.exists()
