"""A person at a glance: their picture, or their initials on a tint of their own."""

from __future__ import annotations

import re
from functools import lru_cache
from zlib import crc32

from django.utils.html import format_html
from django.utils.safestring import SafeString

TINTS = 8
BETWEEN_WORDS = re.compile(r"[\W_]+")


def initials(name: str) -> str:
    """Two letters of `name`; one where letters have no case, since those join or stand for whole words."""
    words = [word for word in BETWEEN_WORDS.split(name) if word]
    if not words:
        return name.strip()[:1] or "·"
    first = words[0][0]
    if first.upper() == first.lower():
        return first
    second = words[1][0] if len(words) > 1 else words[0][1:2]
    return (first + second).upper()[:2]


@lru_cache(maxsize=4096)
def face(name: str, picture_url: str = "", size: str = "") -> SafeString:
    """HTML of the picture at `picture_url`, or of initials. Decoration: the name is to be written beside it.

    `size` is empty, or "big" for the page of the person it is.
    """
    kind = f" {size}" if size else ""
    if picture_url:
        drawn = '<img class="face{}" src="{}" alt="" width="40" height="40" loading="lazy">'
        return format_html(drawn, kind, picture_url)
    tint = crc32(name.casefold().encode()) % TINTS
    return format_html('<span class="face{} face-{}" aria-hidden="true">{}</span>', kind, tint, initials(name))
