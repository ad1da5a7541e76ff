"""Who wrote a message of a mailing list."""

from __future__ import annotations

import re
from email.utils import getaddresses

from dugnad.pulse.importing.mailbox import Head

VEILED = re.compile(r"^\s*(\S+) at (\S+)")
"""Archives of Mailman write “ann at example.org (Ann)”."""
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


def sender(head: Head) -> str:
    """The address of whoever wrote it, in small letters; "" where it cannot be told.

    Many lists send in their own name, because of DMARC: then the first address of X-Original-From or Reply-To that is
    not the list's. Without that, one list would look like one tireless person.
    """
    of_list = _addresses(head.get("list-post").replace("<mailto:", "<"))
    for name in ("x-original-from", "from", "reply-to"):
        for address in _addresses(head.get(name)):
            if address not in of_list:
                return address
    return ""


def _addresses(header: str) -> list[str]:
    veiled = VEILED.match(header)
    if veiled and "@" not in header:
        return [f"{veiled[1]}@{veiled[2]}".lower()]
    found = [address.strip("<> ").lower() for _, address in getaddresses([header])]
    return [address for address in found if ADDRESS.fullmatch(address)]
