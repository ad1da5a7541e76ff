"""Text as plain words: one spelling for what people type in several. Both databases index and ask for these."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST_TEXT = 100_000
"""Characters of a text that are looked at."""
LONGEST_WORD = 48
"""Characters of a word that are kept."""

WORD = re.compile(r"[^\W_]+")

NORDIC = {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h"}
# Arabic and Persian keyboards write the same letter with different characters; the last is only a stretch.
ARABIC = {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ـ": ""}
LETTERS = NORDIC | ARABIC

SWEDISH = """
alla allt andra att av bara bli blir blivit bor borde bra da dar de dem den denna deras dess dessa det detta dig din
dina ditt dock du efter eller en er era ert ett fick finns for fore fram fran ga gar gor gora ha hade han hans har hej
hela henne hennes honom hos hur i icke igen in inga ingen inget inom inte ja jag just kan kanske kommer kunna kunde lite
man maste med mellan men mer mig min mina mitt mot mycket nagon nagot nagra nar nej ni nu nya och ocksa om oss pa pga
redan sa sadan samma sedan sig sin sina sitt ska skall skulle som tack till tills tva under upp ut utan vad var vara
varfor varit varje vart vem vet vi vid vilka vilken vill ville
"""
ENGLISH = """
a about after again all also am an and any are as at be because been before being but by can could did do does doing
don down each else for from get got had has have having he hello her here hers him his how i if in into is it its just
know like may me more most my no nor not now of off on once one only or other our out over own please same she should so
some such than thank thanks that the their them then there these they this those through to too under until up very was
we were what when where which while who whom why will with would you your
"""
STOP_WORDS = frozenset(SWEDISH.split()) | frozenset(ENGLISH.split())


def words(text: str) -> list[str]:
    """The words of `text` in order: lower case, without accents, Latin digits, nothing but letters and digits."""
    return [word[:LONGEST_WORD] for word in WORD.findall(fold(text[:LONGEST_TEXT]))]


def fold(text: str) -> str:
    """`text` in lower case without accents ("Å" is "a", "Ø" is "o", "ß" is "ss", "٤" is "4")."""
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return spread if spread.isascii() else "".join(map(_plain, spread))


@lru_cache(maxsize=8192)
def _plain(char: str) -> str:
    if unicodedata.category(char).startswith("M"):
        return ""
    digit = unicodedata.decimal(char, None)
    return LETTERS.get(char, char) if digit is None else str(digit)


def telling(text: str, most: int) -> list[str]:
    """At most `most` different words of `text`, longest first, that say what it is about."""
    different = dict.fromkeys(words(text))
    kept = [word for word in different if len(word) > 2 and word not in STOP_WORDS]
    return sorted(kept, key=len, reverse=True)[:most]


def stem(word: str) -> str:
    """The beginning that a word's forms share ("lägenhet", "lägenheten"); rough, and the same in every language."""
    return word[: max(5, len(word) - 2)]
