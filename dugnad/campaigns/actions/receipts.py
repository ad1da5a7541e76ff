"""Publishing the receipts of the signatures that count, as a Merkle tree: its leaves and its root."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dugnad.campaigns.enums import SHOWN, Signed
from dugnad.campaigns.models import Campaign, ReceiptList, Signature
from dugnad.campaigns.queries.receipts import receipt_text
from dugnad.methods.merkle import leaf_hash, root_of


def publish_all(at: datetime) -> int:
    """Publish a list for each campaign whose signatures are others than at the last one; how many."""
    signed = Signature.objects.filter(state=Signed.CONFIRMED).order_by().values("campaign").distinct()
    published = ReceiptList.objects.order_by().values("campaign").distinct()
    campaigns = Campaign.objects.filter(phase__in=SHOWN)
    wanted = campaigns.filter(pk__in=signed).values_list("pk", flat=True)
    emptied = campaigns.filter(pk__in=published).values_list("pk", flat=True)
    return sum(publish(campaign, at) is not None for campaign in sorted({*wanted, *emptied}))


def publish(campaign: str, at: datetime) -> ReceiptList | None:
    """The list of the campaign with this id at `at`; None if it would be the same as the last one."""
    rows = Signature.objects.filter(campaign=campaign, state=Signed.CONFIRMED, counted_at__lte=at)
    receipts = rows.values_list("pk", "receipt").iterator(chunk_size=5_000)
    leaves = sorted(leaf_hash(receipt_text(pk, receipt).encode()) for pk, receipt in receipts)
    root = root_of(leaves).hex()
    last = ReceiptList.objects.filter(campaign=campaign).order_by("-at").defer("leaves").first()
    if last is not None and last.root == root:
        return None
    with transaction.atomic():
        ReceiptList.objects.filter(campaign=campaign).exclude(leaves=None).update(leaves=None)
        return ReceiptList.objects.create(
            campaign_id=campaign, at=at, size=len(leaves), root=root, leaves=b"".join(leaves)
        )
