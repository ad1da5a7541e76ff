"""Identifiers: sortable by the time they were made, not to be guessed, one kind for every object."""

from __future__ import annotations

import secrets
import time

from django.db import models

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 16


def new_id() -> str:
    """16 characters of Crockford's base 32: 40 bits of milliseconds/16, then 40 random bits."""
    number = ((time.time_ns() // 16_000_000 & (1 << 40) - 1) << 40) | secrets.randbits(40)
    return "".join(ALPHABET[number >> shift & 31] for shift in range(75, -5, -5))


def new_ids(count: int) -> list[str]:
    """Several ids that sort in the order in which they are given out."""
    return sorted(new_id() for _ in range(count))


def new_key() -> str:
    """A person key: 80 random bits that tell nothing, not even when they were made."""
    number = secrets.randbits(80)
    return "".join(ALPHABET[number >> shift & 31] for shift in range(75, -5, -5))


class IdField(models.CharField):  # type: ignore[type-arg]  # generic for the checker only
    """The primary key of every object that has a page."""

    def __init__(self, **options: object) -> None:
        options.setdefault("primary_key", True)
        options.setdefault("max_length", LENGTH)
        options.setdefault("default", new_id)
        options.setdefault("editable", False)
        super().__init__(**options)  # type: ignore[arg-type]  # a migration hands the same options back
