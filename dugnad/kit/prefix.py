"""Finding what begins with some letters, by index, on both databases."""

from __future__ import annotations

from django.db import connection
from django.db.models import Q

LAST = "\U0010ffff"


def starts_with(field: str, beginning: str) -> Q:
    """Rows whose `field` begins with `beginning`, case and all.

    SQLite cannot use an index for LIKE but can for a range in its binary order. PostgreSQL orders by language, so it
    gets the LIKE; the index must be made with `opclasses=["varchar_pattern_ops"]`.
    """
    if connection.vendor == "sqlite":
        return Q(**{f"{field}__gte": beginning, f"{field}__lt": beginning + LAST})
    return Q(**{f"{field}__startswith": beginning})
