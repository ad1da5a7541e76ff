"""Receipts: the lists that were published, and whether one receipt is on the latest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dugnad.campaigns.models import Campaign, ReceiptList
from dugnad.kit.ids import ALPHABET, LENGTH
from dugnad.methods.merkle import leaf_hash

HASH = 32
RECEIPT = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}-[{ALPHABET}]{{{LENGTH}}}")


def receipt_text(signature: str, secret: str) -> str:
    """A receipt as its signer has it: the id of the signature, and 80 bits that are nobody else's."""
    return f"{signature}-{secret}"


@dataclass(frozen=True)
class Found:
    """How often a receipt is on a list, and by which leaf."""

    leaf: str
    times: int


def latest(campaign: Campaign) -> ReceiptList | None:
    """The one whose leaves are kept."""
    return ReceiptList.objects.filter(campaign=campaign, leaves__isnull=False).order_by("-at").first()


def roots(campaign: Campaign, most: int = 20) -> list[ReceiptList]:
    """The latest lists, without their leaves."""
    return list(ReceiptList.objects.filter(campaign=campaign).defer("leaves").order_by("-at")[:most])


def leaves_of(published: ReceiptList) -> Iterator[bytes]:
    """Its leaf hashes, 32 bytes each, in their order."""
    packed = bytes(published.leaves or b"")
    return (packed[start : start + HASH] for start in range(0, len(packed), HASH))


def look_up(published: ReceiptList, typed: str) -> Found | None:
    """Where the receipt stands that somebody typed; None if it is no receipt."""
    receipt = "".join(typed.lower().split())
    if not RECEIPT.fullmatch(receipt):
        return None
    leaf = leaf_hash(receipt.encode())
    return Found(leaf.hex(), sum(one == leaf for one in leaves_of(published)))


def as_text(published: ReceiptList) -> Iterator[str]:
    """The file that anybody recounts with `docs/verify_signatures.py`."""
    yield f"# Signatures of the campaign {published.campaign_id}, counted at {published.at.isoformat()}\n"
    yield f"# size {published.size}\n# root {published.root}\n"
    for leaf in leaves_of(published):
        yield f"{leaf.hex()}\n"
