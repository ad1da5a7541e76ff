"""Remembering how far somebody has read."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import OperationalError

from dugnad.asks.models import Ask, ReadMark
from dugnad.people.models import Member

log = logging.getLogger(__name__)


def mark_read(*, by: Member, ask: Ask, until: datetime) -> None:
    """`by` has seen what happened in `ask` up to `until`. No act: what somebody reads is nobody's business.

    Reading goes on when this cannot be written: the ask is shown as new once more.
    """
    try:
        ReadMark.objects.bulk_create(
            [ReadMark(ask=ask, member=by, read_at=until)],
            update_conflicts=True,
            unique_fields=["ask", "member"],
            update_fields=["read_at"],
        )
    except OperationalError:
        log.warning("A read mark could not be written")
