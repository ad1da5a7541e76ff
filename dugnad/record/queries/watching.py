"""Whose records we watch, and what was found."""

from __future__ import annotations

from django.db.models import QuerySet

from dugnad.record.enums import Found
from dugnad.record.models import Watched


def watched() -> QuerySet[Watched]:
    """All of them, by address."""
    return Watched.objects.order_by("address")


def witnesses() -> list[Watched]:
    """Those for whom we have kept a head, and those that we refuse: what everybody may know."""
    return list(watched().filter(found__in=[Found.GOOD, Found.FORKED]))
