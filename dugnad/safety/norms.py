"""The norms of a circle, taken apart, so that a report or a decision can name one of them."""

from __future__ import annotations

import re

LONGEST = 200
MOST = 20
_MARKS = re.compile(r"\*{1,3}|`+|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)")
_LEAD = re.compile(r"^\s*(?:[-*•–]|#+|\d{1,2}[.)])?\s*")


def each(norms: str) -> list[str]:
    """One for each line that says something, without its number or dot; at most 20, of at most 200 letters."""
    lines = (_MARKS.sub("", _LEAD.sub("", line)).strip() for line in norms.splitlines())
    told = [line if len(line) <= LONGEST else line[: LONGEST - 1] + "…" for line in lines if len(line) > 2]
    return list(dict.fromkeys(told))[:MOST]
