"""What in a text could lead a stranger to somebody's door: phone and personal numbers, e-mail and street addresses.

A hint is shown to the writer before posting and never blocks. It is meant to be right when it speaks: dates, times,
sums of money, case numbers and sections of law stay silent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

LONGEST = 20_000
"""Characters that are looked at; forms refuse longer texts before they get here."""

MOST = 50
"""Hints per text and kind; a list of more helps nobody."""


class Kind(StrEnum):
    """What a piece of text seems to be."""

    PHONE = "phone"
    PERSONAL_NUMBER = "personal_number"
    EMAIL = "email"
    STREET = "street"


@dataclass(frozen=True)
class Hint:
    """`text[start:end] == found` seems to be a `kind`."""

    kind: Kind
    found: str
    start: int
    end: int


Span = tuple[int, int]

# Every repeat below is bounded, so each pattern takes time in proportion to the text.
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])")
PERSONAL_NUMBER = re.compile(r"(?<!\d)((?:19|20)?[0-9]{6})[ \u00a0]?([-+–−]?)[ \u00a0]?([0-9]{4})(?!\d)")
SIX_DIGITS = re.compile(r"\d(?:[^\w\n,;:]{0,3}\d){5}")
HOURS = re.compile(r"(?:[01]?\d|2[0-4])[.:]?[0-5]\d ?[-–—] ?(?:[01]?\d|2[0-4])[.:]?[0-5]\d")

MONTH = (
    r"(?:jan|feb|mars?\b|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec|march)(?:uari|usti|ember|ober|i|il|y|uary|ust)?"
)
UNIT = (
    r"(?:km|m|mil|meter|kr|kronor|sek|st|min|minuter|tim|timmar|h|dag|dagar|veckor|månader|år|gånger|personer|procent"
    r"|hundra|tusen)\b|%|:-|°"
)
# "12", "12B", "12 b", but not the beginning of "12.30", "12/11", "12 november" or "12 km".
NUMBER = rf"[0-9]{{1,3}}(?:[ ]?[A-Z]\b|[a-z]\b)?(?!\w|[./:][0-9]|[ ]?(?i:{UNIT})|[ ](?i:{MONTH})\b)"
NOT_STREETS = r"(?!(?i:riks|läns|järn|motor|stam|halv|om|gen|avfarts|påfarts)vägen)"
SWEDISH_STREET = re.compile(
    rf"""(?<!\w)(?:
        (?:[A-ZÅÄÖ][^\W\d_]{{1,20}}[ ]){{0,2}}{NOT_STREETS}
        (?:[^\W\d_]{{2,30}}(?i:gatan|vägen|gränd|gränden|stigen|torget|allén|esplanaden)
          |[A-ZÅÄÖ][^\W\d_]{{2,30}}(?:backen|kajen))
        |[A-ZÅÄÖ][^\W\d_]{{2,20}}[ ](?i:gatan|vägen|gränden|stigen|allén|esplanaden)
        |(?:[A-ZÅÄÖ][^\W\d_]{{1,20}}[ ]){{0,2}}[A-ZÅÄÖ][^\W\d_]{{1,20}}[szx][ ](?i:väg|gata|gränd|stig|allé|torg|backe)
    )[ ]{NUMBER}""",
    re.VERBOSE,
)
ENGLISH_STREET = re.compile(
    rf"""(?<![\w.,:/-])[0-9]{{1,4}}[A-Za-z]?,?[ ](?!(?i:{MONTH})\b)
        (?:[A-Z][\w’'.-]{{1,20}}[ ]){{1,3}}
        (?:Street|Road|Avenue|Lane|Crescent|Terrace|Gardens|Grove|Mews|Boulevard|Close|Drive|Square|Place|Court|Way
          |St|Rd|Ave|Ln|Blvd|street|road|avenue|lane)\b""",
    re.VERBOSE,
)


def find(text: str, country: str = "SE") -> tuple[Hint, ...]:
    """The hints in the first `LONGEST` characters of `text`, in order and without overlap.

    `country` is the ISO code that phone numbers without a country prefix belong to; Swedish personal numbers
    (coordination numbers too) are looked for in Sweden only. Never raises. Where a piece fits two kinds, the
    one that would do more harm is told.
    """
    seen = text[:LONGEST]
    hints: list[Hint] = []
    for kind, spans in FINDERS.items():
        for start, end in islice(spans(seen, country.upper()), MOST):
            if all(end <= hint.start or hint.end <= start for hint in hints):
                hints.append(Hint(kind, seen[start:end], start, end))
    return tuple(sorted(hints, key=lambda hint: hint.start))


def _personal_numbers(text: str, country: str) -> Iterator[Span]:
    if country != "SE":
        return
    for match in PERSONAL_NUMBER.finditer(text):
        from personnummer import personnummer  # as with phone numbers: only texts with such digits need it

        born, sign, rest = match.groups()
        if personnummer.valid(f"{born}{'+' if sign == '+' else '-'}{rest}"):
            yield match.span()


def _phones(text: str, country: str) -> Iterator[Span]:
    if not SIX_DIGITS.search(text):
        return
    # 6.4 MB that an idle page process need not carry.
    from phonenumbers import PhoneNumberMatcher

    for match in PhoneNumberMatcher(text, country):
        if not HOURS.fullmatch(match.raw_string):
            yield match.start, match.end


def _emails(text: str, _country: str) -> Iterator[Span]:
    return (match.span() for match in EMAIL.finditer(text))


def _streets(text: str, _country: str) -> Iterator[Span]:
    for pattern in (SWEDISH_STREET, ENGLISH_STREET):
        yield from (match.span() for match in pattern.finditer(text))


FINDERS: dict[Kind, Callable[[str, str], Iterator[Span]]] = {
    Kind.PERSONAL_NUMBER: _personal_numbers,
    Kind.EMAIL: _emails,
    Kind.PHONE: _phones,
    Kind.STREET: _streets,
}
"""In the order of harm: what is found first keeps its place in the text."""
