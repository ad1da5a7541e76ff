"""Which message answers which: a few numbers for each message, so that millions fit in memory."""

from __future__ import annotations

import re
from array import array
from hashlib import blake2b

NAMED = re.compile(r"<([^<>\s]+)>")
NONE = -1
ANCESTORS = 3
"""How many of the messages that one names as those before it are looked for, the nearest first."""


class Threads:
    """Messages by number, in the order they were added. Message ids are kept as 63 bits of their hash."""

    def __init__(self) -> None:
        self._by_id: dict[int, int] = {}
        self._before = [array("q") for _ in range(ANCESTORS)]

    def add(self, message_id: str, in_reply_to: str, references: str) -> bool:
        """Add the next message; False, and nothing is added, where its id was there before."""
        named = NAMED.findall(message_id)
        if named:
            key = _key(named[0])
            if key in self._by_id:
                return False
            self._by_id[key] = len(self._before[0])
        found = dict.fromkeys(NAMED.findall(in_reply_to)[:1] + NAMED.findall(references)[::-1])
        nearest = [_key(one) for one in found if one not in named][:ANCESTORS]
        for place, column in enumerate(self._before):
            column.append(nearest[place] if place < len(nearest) else NONE)
        return True

    def parent(self, number: int) -> int:
        """The message it answers, or one further back where that is not in the file; `NONE` where none is."""
        found = (self._by_id.get(column[number], NONE) for column in self._before if column[number] != NONE)
        return next((one for one in found if one not in (NONE, number)), NONE)

    def answers(self, number: int) -> bool:
        """Whether it says that it answers something, in the file or not."""
        return self._before[0][number] != NONE

    def roots(self) -> array[int]:
        """The first message of each one's thread. Messages that answer each other in a ring begin with one of them."""
        roots = array("q", [NONE]) * len(self._before[0])
        for number in range(len(roots)):
            way, last = {number}, number
            while roots[last] == NONE and (above := self.parent(last)) != NONE and above not in way:
                way.add(above)
                last = above
            root = last if roots[last] == NONE else roots[last]
            for one in way:
                roots[one] = root
        return roots


def _key(name: str) -> int:
    digest = blake2b(name.encode("utf-8", "surrogateescape"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
