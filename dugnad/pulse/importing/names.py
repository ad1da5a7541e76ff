"""Names of people that lead nowhere: keyed hashes, whose key is made for one import and thrown away after it."""

from __future__ import annotations

from hashlib import blake2b
from secrets import token_bytes

LONGEST = 80
"""Letters of a name from the file that are shown."""
BYTES = 8
"""64 bits: among twelve million people the chance that two share a name is four in a million."""


def shown(text: str) -> str:
    """Text of a file as a terminal may show it: in one line, not long, without signs that a terminal would obey."""
    return "".join(sign if sign.isprintable() else "?" for sign in text[:LONGEST])


class Names:
    """The same person has the same name within one import, and another one in the next.

    Nobody can find an address by trying addresses, because the key is gone. Whoever has the original file can still
    match acts by their times: the table is pseudonymous, not anonymous.
    """

    def __init__(self, key: bytes | None = None) -> None:
        self._key = token_bytes(32) if key is None else key
        self._people: set[str] = set()
        self._circles: dict[str, str] = {}

    def person(self, who: str) -> str:
        """The name of a person: 16 letters and digits. `who` is an address, a user name or a number of the file."""
        name = self._hashed("person", who)
        self._people.add(name)
        return name

    def thing(self, kind: str, which: str) -> str:
        """The name of a thing, as of a thread: numbers of topics and messages would lead to their authors too."""
        return f"{kind}-{self._hashed(kind, which)}"

    def circle(self, name: str) -> str:
        """Running numbers, in the order in which the circles are met."""
        return self._circles.setdefault(shown(name), f"circle-{len(self._circles) + 1}")

    @property
    def people(self) -> int:
        """How many people were named."""
        return len(self._people)

    @property
    def circles(self) -> tuple[tuple[str, str], ...]:
        """Each name of a circle with its name in the file."""
        return tuple((ours, theirs) for theirs, ours in self._circles.items())

    def _hashed(self, kind: str, which: str) -> str:
        text = f"{kind}\0{which}".encode("utf-8", "surrogateescape")
        return blake2b(text, key=self._key, digest_size=BYTES).hexdigest()
