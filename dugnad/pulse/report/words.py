"""In whose language it is told: gettext, with Django's catalogues or without Django."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from gettext import NullTranslations, translation
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[2] / "locale"
DECIMALS = {"sv": ","}
BACKWARDS = {"ar", "fa", "prs", "ps", "he", "ur"}


@dataclass(frozen=True)
class Words:
    """The two functions of gettext, and what stands before decimals."""

    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]
    decimal: str = "."
    language: str = "en"

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return "rtl" if self.language.split("-")[0] in BACKWARDS else "ltr"


def words_in(language: str) -> Words:
    """The words of a language by its code; those it has no catalogue for stand in English."""
    found = translation("django", LOCALE, languages=[language], fallback=True)
    return Words(found.gettext, found.ngettext, DECIMALS.get(language.split("-")[0], "."), language)


_PLAIN = NullTranslations()
ENGLISH = Words(_PLAIN.gettext, _PLAIN.ngettext)
