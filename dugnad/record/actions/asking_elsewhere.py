"""Asking other installations about records: where they are, by which way, and what they tell."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from django.utils.translation import gettext as _

from dugnad.kit import outbound
from dugnad.kit.refusal import Refused
from dugnad.record.notes import Key, NotANote

Fetch = Callable[[str], bytes]
"""The body behind an address. Raises `outbound.NoAnswer` and `outbound.Forbidden`."""


def at_most(length: int) -> Fetch:
    """By the one guarded way out; a body of more than `length` bytes is no answer."""
    return partial(_fetch, length)


def _fetch(length: int, address: str) -> bytes:
    answer, body = outbound.get(address, most=length)
    if answer.status != 200:
        raise outbound.NoAnswer(str(answer.status))
    return body


def told(body: bytes) -> dict[str, object]:
    """What a body of JSON says; of anything but an object, nothing. Raises `outbound.NoAnswer` for no JSON."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise outbound.NoAnswer("not what was asked for") from error
    return said if isinstance(said, dict) else {}


def typed(address: str, key: str) -> tuple[str, Key | None]:
    """An address and a key, which may be empty, as an operator typed them. Raises `Refused` for what is none."""
    address = address.strip().rstrip("/")
    try:
        outbound.check(address)
        return address, Key.of(key) if key.strip() else None
    except outbound.Forbidden as forbidden:
        raise Refused(_("We go to public addresses that begin with https:// only.")) from forbidden
    except NotANote as none:
        raise Refused(_("This is not a whole key. It looks like name+0a1b2c3d+AT…, in one line.")) from none
