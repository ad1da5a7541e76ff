"""Logs that identify nobody: no addresses, no query strings."""

from __future__ import annotations

import logging
import re

ADDRESS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b|\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{0,4}\b|\[?::1\]?", re.I)
QUERY = re.compile(r"\?[^\s\"']*")
MAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+\.\w+")


def unnamed(text: str) -> str:
    """`text` without network addresses, query strings and e-mail addresses."""
    for pattern, instead in ((MAIL, "<mail>"), (ADDRESS, "<address>"), (QUERY, "")):
        text = pattern.sub(instead, text)
    return text


class NothingIdentifying(logging.Filter):
    """Takes network addresses, query strings and e-mail addresses out of what is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = unnamed(record.getMessage()), None
        return True
