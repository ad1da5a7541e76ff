"""The words with which an answer by e-mail may begin, in every language we speak: they are known whichever is used.

They are listed here and not with the translations, so that what a letter promises is what is understood. The first of
each list is the one that letters name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum

from django.utils.translation import get_language

Lists = Mapping[str, Sequence[str]]


class Word(Enum):
    """What one can say in a word."""

    ACCEPT = "accept"
    DECLINE = "decline"
    WITH_YOU = "with you"
    THANKS = "thanks"


WORDS: Mapping[Word, Lists] = {
    Word.ACCEPT: {
        "en": ("accept", "i accept", "accepted", "yes", "i will", "i will help", "i am coming", "i'm coming",
               "i can help"),
        "sv": ("ja", "ja tack", "ja gärna", "gärna", "jag hjälper till", "jag kommer", "jag kan hjälpa",
               "jag kan hjälpa till", "acceptera", "jag accepterar"),
    },
    Word.DECLINE: {
        "en": ("decline", "i decline", "declined", "no", "no thanks", "not now", "not this time", "i cannot",
               "i can't"),
        "sv": ("nej", "nej tack", "nej tyvärr", "tyvärr inte", "inte nu", "inte den här gången",
               "jag kan inte", "avböj", "jag avböjer"),
    },
    Word.WITH_YOU: {"en": ("with you", "i am with you", "i'm with you"), "sv": ("med dig", "jag är med dig")},
    Word.THANKS: {
        "en": ("thanks", "thank you", "many thanks", "thanks a lot", "thank you so much"),
        "sv": ("tack", "tack så mycket", "stort tack", "tusen tack", "tack så jättemycket"),
    },
}  # fmt: skip
HEDGES = (
    "sorry",
    "unfortunately",
    "afraid not",
    "i'm afraid",
    "tyvärr",
    "förlåt",
    "det går inte",
    "det går tyvärr inte",
)
"""Beginnings after which a no often comes, but not always."""
CLEAN = r"\s*(?:$|[,.!:;…–—-]+(?=\s|$))"
"""After a word that stands alone: the end of the line, or a mark and what is written behind it."""


def named(word: Word) -> str:
    """How letters name it in the language that is active."""
    lists = WORDS[word]
    return lists.get((get_language() or "en").partition("-")[0], lists["en"])[0]


def spoken(word: Word, text: str) -> tuple[bool, str]:
    """Whether the first line of `text` begins with `word` standing alone, and what is written besides."""
    line, _newline, below = text.strip().partition("\n")
    found = _pattern(word, CLEAN).match(_plain(line))
    if not found:
        return False, text
    return True, f"{line[found.end() :].strip()}\n{below}".strip()


def leans_to(word: Word, text: str) -> bool:
    """Whether the first line begins with `word`, alone or going on: “No problem”, “Thanks for the bed”."""
    line = _plain(text.strip().partition("\n")[0])
    hedging = word is Word.DECLINE and line.startswith(HEDGES)
    return hedging or _pattern(word, r"(?!\w)").match(line) is not None


def _plain(line: str) -> str:
    """As long as `line`, so that places in it are the same."""
    return "".join(one if len(one := sign.lower()) == 1 else sign for sign in line).replace("’", "'")


def _pattern(word: Word, end: str) -> re.Pattern[str]:
    words = sorted((one for some in WORDS[word].values() for one in some), key=len, reverse=True)
    return re.compile(f"[\"'“”*_ ]{{0,3}}(?:{'|'.join(map(re.escape, words))})[\"'”*_]{{0,3}}{end}")
