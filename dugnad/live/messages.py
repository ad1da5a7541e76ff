"""What goes over a stream, as server-sent events. None of it is anything that a member wrote."""

from __future__ import annotations

import json
from functools import lru_cache
from random import random

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dugnad.ledger.bookmarks import bookmark
from dugnad.ledger.reading import Position
from dugnad.live.news import News

ALIVE = b":\n\n"
FEW = 10
FETCHES = 200
"""Pieces of pages a second that readers may come for together."""
RETURNS = 500
"""Streams a second that may come back together."""


def news(told: News, readers: int) -> bytes:
    """News on a page that so many read: fetch a piece of it anew, within a time that spreads the readers' fetches."""
    return event("news", {"piece": f"{told.kind}.{told.about}", "within": _within(readers)}, told.position)


def anew(position: Position, readers: int) -> bytes:
    """Too much has happened to tell it one by one: fetch the page anew."""
    return event("news", {"piece": "anew.", "within": _within(readers)}, position)


def _within(readers: int) -> int:
    """Milliseconds over which so many readers are to spread what they fetch."""
    return 0 if readers < FEW else 1000 * readers // FETCHES


@lru_cache(maxsize=1024)
def presence(others: int, language: str, topic: str = "ask") -> bytes:
    """How many others read this page, never who; and what comes by itself on a page of this kind."""
    with translation.override(language):
        together = ngettext(
            "%(count)d person is reading this with you.", "%(count)d people are reading this with you.", others
        )
        alone = _("New answers show here by themselves.") if topic == "ask" else _("What is new shows here by itself.")
        words = together % {"count": others} if others else alone
        return event("presence", {"others": others, "words": words})


def come_back(streams: int) -> bytes:
    """How long the browser is to wait before it comes back, when so many are sent away at once."""
    return f"retry:{1000 + int(random() * (1000 + 1000 * streams / RETURNS))}\n\n".encode()  # nosec B311  # no secret


def event(kind: str, facts: dict[str, object], position: Position | None = None) -> bytes:
    """One event. One with a position can be resumed from."""
    head = f"id:{bookmark(position)}\n" if position else ""
    return f"{head}event:{kind}\ndata:{json.dumps(facts, separators=(',', ':'))}\n\n".encode()
