"""Heads that were signed."""

from __future__ import annotations

from dugnad.record.models import Head


def newest() -> Head | None:
    """The last one."""
    return Head.objects.order_by("-size").first()


def signed_size() -> int:
    """How many entries are under the last head."""
    return Head.objects.order_by("-size").values_list("size", flat=True).first() or 0
