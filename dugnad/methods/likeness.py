"""How much of a letter stands in others too. An office that gets the same words many times counts them as one letter.

Texts are compared as sets of *shingles*, here pairs of neighbouring words, after A. Z. Broder, "On the resemblance and
containment of documents", Compression and Complexity of Sequences 1997, pp. 21-29:

    resemblance(A, B) = |A ∩ B| / |A ∪ B|      containment(A in B) = |A ∩ B| / |A|

A sentence counts as repeated when a single other letter contains at least `SAME` of it; a letter is nearly a copy of
another when they resemble one another by at least `COPY`. `docs/how-it-works/likeness.md` works an example.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from struct import pack, unpack

VERSION = 1
SHINGLE = 2
"""Words in a shingle. With three, one word changed in a sentence of eight would already hide it."""
SAME = 0.6
COPY = 0.5
SHORTEST = 5
"""Words a sentence needs to be looked at: "Yours sincerely" stands in every letter."""

ENDS = re.compile(r"(?<=[.!?…؟。])\s+|\n+")
WORD = re.compile(r"\w+")
APOSTROPHES = str.maketrans("", "", "'’ʼ")

Marks = frozenset[int]
"""Shingles, each as a number of 32 bits."""


@dataclass(frozen=True)
class Likeness:
    """`repeated` of the `sentences` stand in another letter too; it is nearly a copy of `copies` letters.

    `nearest` is the largest resemblance to any other letter, 0 to 1. `words` is how many there are.
    """

    words: int
    sentences: int
    repeated: int
    copies: int
    nearest: float
    version: int = VERSION


def sentences(text: str) -> list[str]:
    """The sentences of `text`, in order, without those that hold no word."""
    return [part for part in (one.strip() for one in ENDS.split(text)) if words(part)]


def words(text: str) -> list[str]:
    """The words as they are compared: in any case and any way of writing the same letter, without signs."""
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold().translate(APOSTROPHES))


def shingles(sentence: str) -> Marks:
    """The shingles of one sentence; of a single word, that word."""
    row = words(sentence)
    count = max(1, len(row) - SHINGLE + 1) if row else 0
    return frozenset(_mark(" ".join(row[at : at + SHINGLE])) for at in range(count))


def marks(text: str) -> Marks:
    """The shingles of all sentences together. None of them reaches over the end of a sentence."""
    return frozenset[int]().union(*(shingles(one) for one in sentences(text)))


def own(text: str, prepared: str) -> str:
    """Those sentences of `text`, a line each, that were not taken over from `prepared` (by the measure `SAME`)."""
    given = marks(prepared)
    return "\n".join(one for one in sentences(text) if not _stands_in(shingles(one), given))


def likeness(text: str, others: Iterable[Marks]) -> Likeness:
    """Compare `text` with other letters, each given by its `marks`. In time proportional to their shingles."""
    each = [shingles(one) for one in sentences(text) if len(words(one)) >= SHORTEST]
    whole = marks(text)
    repeated: set[int] = set()
    copies, nearest = 0, 0.0
    for other in others:
        both = whole & other
        if not both:
            continue
        alike = len(both) / len(whole | other)
        nearest, copies = max(nearest, alike), copies + (alike >= COPY)
        repeated.update(at for at, sentence in enumerate(each) if _stands_in(sentence, both))
    return Likeness(len(words(text)), len(each), len(repeated), copies, round(nearest, 4))


def packed(some: Marks) -> bytes:
    """Marks as bytes: four for each, smallest first."""
    return pack(f"<{len(some)}I", *sorted(some))


def unpacked(blob: bytes | memoryview | None) -> Marks:
    """What `packed` made. Raises `struct.error` for anything else."""
    raw = bytes(blob or b"")
    return frozenset(unpack(f"<{len(raw) // 4}I", raw))


def _stands_in(sentence: Marks, other: Marks) -> bool:
    return bool(sentence) and len(sentence & other) >= SAME * len(sentence)


def _mark(shingle: str) -> int:
    return int.from_bytes(blake2b(shingle.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")
