"""Which acts are posts: new words of a member that the others of their circle read.

Each app names its own when it is ready, and asks `actions.posting.require_may_post` before it writes one down:

    declare(ASKED, ANSWERED)
"""

from __future__ import annotations

import re

from dugnad.ledger.verbs import Verb

_verbs: set[str] = set()
LINK = re.compile(r"\bhttps?://|\bwww\.", re.IGNORECASE)


class NotAPost(Exception):
    """The gate was asked about a verb that nobody declared: such posts would not count when a circle is slowed."""


def declare(*verbs: Verb) -> None:
    """Let acts with these verbs be posts."""
    _verbs.update(verb.code for verb in verbs)


def codes() -> frozenset[str]:
    """The codes of all verbs that are posts."""
    return frozenset(_verbs)


def links(text: str) -> int:
    """How many addresses of other sites stand in `text`."""
    return len(LINK.findall(text))
