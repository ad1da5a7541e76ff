"""Numbers as people read them: shares, times, counts; and nothing that tells about fewer than ten people."""

from __future__ import annotations

from math import floor, log10

from dugnad.methods.shares import FEWEST
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words

SPACE = "\N{NO-BREAK SPACE}"
THIN = "\N{NARROW NO-BREAK SPACE}"
DASH = "\N{EN DASH}"


def few(count: float) -> bool:
    """Whether it is a number of people about whom nothing may be told."""
    return 0 < count < FEWEST


def hides(value: float, n: int) -> bool:
    """Whether the share `value` of `n` people, or the rest of them, is fewer than ten, but somebody."""
    return few(round(value * n)) or few(n - round(value * n))


def decimals(n: int) -> int:
    """How many decimals of a percentage `n` can bear."""
    return 0 if n < 1_000 else 1 if n < 10_000 else 2


def number(value: float, words: Words, places: int = 0) -> str:
    """1 234 567.8: groups of three, the decimal mark of the language, a true minus."""
    text = f"{abs(value):,.{places}f}".replace(",", THIN).replace(".", words.decimal)
    return ("\N{MINUS SIGN}" if value < 0 and text.strip("0.,") else "") + text


def significant(value: float, words: Words, digits: int = 2) -> str:
    """As many digits as say something: 0.043, 0.27, 3.1, 47."""
    if value == 0:
        return "0"
    return number(value, words, max(0, digits - 1 - floor(log10(abs(value)))))


def percent(value: float, words: Words, places: int = 0) -> str:
    """A share in [0, 1]. What is not all is never written as 100 %, nor what is not nothing as 0 %."""
    told, step = round(100 * value, places), 10.0**-places
    if value < 1 and told >= 100:
        return words.gettext("more than %(share)s") % {"share": _percent(100 - step, words, places)}
    if value > 0 and told <= 0:
        return words.gettext("less than %(share)s") % {"share": _percent(step, words, places)}
    return _percent(told, words, places)


def share(one: Told, words: Words) -> str:
    """The value of a measure that is a share, as exactly as its n bears."""
    return percent(one.value or 0.0, words, decimals(one.n))


def people(count: int, words: Words) -> str:
    """So many people, or that they are fewer than ten."""
    if few(count):
        return words.gettext("fewer than ten people")
    return words.ngettext("%(n)s person", "%(n)s people", count) % {"n": number(count, words)}


def count(value: int, words: Words) -> str:
    """A number of people in a cell of a table."""
    return words.gettext("fewer than ten") if few(value) else number(value, words)


def hours(value: float, words: Words) -> str:
    """A time given in hours: minutes below one and a half hours, days from two days on."""
    if value < 1.5:
        told = max(1, round(60 * value))
        return words.ngettext("%(n)s minute", "%(n)s minutes", told) % {"n": number(told, words)}
    if value < 48:
        told = round(value)
        return words.ngettext("%(n)s hour", "%(n)s hours", told) % {"n": number(told, words)}
    return days(value / 24, words)


def days(value: float, words: Words) -> str:
    """A time given in days."""
    told = round(value)
    return words.ngettext("%(n)s day", "%(n)s days", told) % {"n": number(told, words)}


def _percent(told: float, words: Words, places: int) -> str:
    return f"{number(told, words, places)}{SPACE}%"
