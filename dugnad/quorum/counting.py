"""How many stewards it takes."""

from __future__ import annotations

from collections.abc import Collection

from dugnad.quorum.enums import LEAST


def needed(stewards: int) -> int:
    """Of so many stewards: two thirds, rounded up, and two at least."""
    return max(LEAST, -(-2 * stewards // 3))


def enough(approving: Collection[str], stewards: Collection[str]) -> bool:
    """Whether those who approve and are stewards now are enough of them. One steward alone never is."""
    now = set(stewards)
    return len(now) >= LEAST and len(now & set(approving)) >= needed(len(now))
