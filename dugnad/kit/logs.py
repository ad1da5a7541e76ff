"""Logs that identify nobody: no addresses, no query strings, no names, and nothing that somebody wrote.

A request stands in a log by the pattern of its address, never by the address: that would hold handles and secret words.
Of an error its kind and places are kept, and of its message what is ours: databases and converters quote what they
were given.
"""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType

ADDRESS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")
LONG_ADDRESS = re.compile(
    r"(?<![\w.])(?:[0-9a-f]{1,4}:|:)(?:[0-9a-f]{0,4}:){1,6}[0-9a-f]{0,4}(?:(?:\.\d{1,3}){3})?", re.I
)
QUERY = re.compile(r"\?[^\s\"']*")
MAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+\.\w+")
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”|‘[^’]*’")
LONGEST = 200
CHAIN = 5
"""Errors behind an error, at the most."""

Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def unnamed(text: str) -> str:
    """`text` without network addresses, query strings and e-mail addresses."""
    text = LONG_ADDRESS.sub(_if_an_address, text)
    for pattern, instead in ((MAIL, "<mail>"), (ADDRESS, "<address>"), (QUERY, "")):
        text = pattern.sub(instead, text)
    return text


def _if_an_address(found: re.Match[str]) -> str:
    """A time of day has two colons."""
    written = found[0]
    return "<address>" if "::" in written or written.count(":") >= 4 else written


def told(error: BaseException) -> str:
    """The kind of an error, and the first line of its message without what it quotes."""
    lines = str(error).splitlines()
    message = QUOTED.sub("“…”", unnamed(lines[0]))[:LONGEST] if lines else ""
    return f"{type(error).__name__}: {message}".removesuffix(": ")


class NothingIdentifying(logging.Filter):
    """Takes out of what is logged whatever could tell who it was about."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self._said(record), None
        return True

    def _said(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        if request is None:
            return unnamed(record.getMessage())
        match = getattr(request, "resolver_match", None)
        place = f"/{match.route}" if match else "an address that is none"
        status = getattr(record, "status_code", "")
        return f"{getattr(request, 'method', '')} {place}: {status}".strip()


class Plain(logging.Formatter):
    """Errors with the lines of code they came from, and the messages as `told`."""

    def formatException(self, failure: Failure) -> str:
        return "\n".join(_lines(failure[1], CHAIN)) if failure[1] is not None else ""


def _lines(error: BaseException, more: int) -> list[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = _lines(cause, more - 1) if cause is not None and more else []
    places = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__))
    return [*before, *(line.rstrip("\n") for line in places.format()), told(error)]
