"""To which of our addresses a message goes, when no mail server says so."""

from __future__ import annotations

from dugnad.kit.mailboxes import named_in
from dugnad.notify.incoming.doors import WHEREVER, domain
from dugnad.notify.incoming.mime import Unreadable, take_apart

TOLD_IN = ("delivered-to", "x-original-to", "envelope-to", "to", "cc")


def recipient(raw: bytes) -> str:
    """The first address in its headers that looks like one of ours; empty without one."""
    try:
        headers = take_apart(raw).headers
    except Unreadable:
        headers = take_apart(raw.partition(b"\n\n")[0][:64_000].partition(b"\r\n\r\n")[0]).headers
    for name in TOLD_IN:
        for known, value in headers:
            if known == name and (found := WHEREVER.search(value)):
                return f"{found[0]}@{domain()}"
            if known == name and (local := named_in(value)):
                return f"{local}@{domain()}"
    return ""
