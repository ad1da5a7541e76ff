"""A measure told: its finding, its figures, or why there are none, and what it cannot see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from dugnad.methods.shares import FEWEST
from dugnad.pulse.report.figures import DASH, SPACE, decimals, few, hides, hours, number, percent
from dugnad.pulse.report.limits import cannot_see
from dugnad.pulse.report.names import counted, name
from dugnad.pulse.report.reasons import warned, why_not
from dugnad.pulse.report.sentences import FINDINGS
from dugnad.pulse.report.sentences.finding import Finding
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words

SHARES = frozenset(
    {"zero_share", "lorenz", "top_share", "dependence", "funnel", "time_to_work", "overlap", "cycles", "answered"}
    | {"completed", "survival", "carry_over", "coincidence", "bursts", "crossing"}
    | {"recruited_share", "recruited_nobody", "gave_nothing"}
)
OF_MEMBERS = frozenset(
    {"zero_share", "recruited_share", "recruited_nobody", "gave_nothing", "funnel", "overlap", "completed"}
    | {"carry_over", "time_to_work"}
)
"""Shares whose count is people, so that fewer than ten of them, or of the others, are not told."""
SAY_IT = frozenset({"zero_share", "recruited_share", "recruited_nobody", "gave_nothing"})
"""Those of them whose own sentences say that it would be about so few."""
TIMES = frozenset({"pay_forward", "lift"})


@dataclass(frozen=True)
class Said:
    """`title` is the finding; `figures` are pairs of a label and a text; `limits` is what it cannot see.

    `known` is whether there is a value that may be told.
    """

    measure: str
    title: str
    sentences: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    limits: tuple[str, ...]
    known: bool


def said(one: Told, words: Words) -> Said:
    """`one` in words. Without a value, or about fewer than ten people: too little data, and why."""
    cautions = () if one.caution is None else (warned(one.caution, words),)
    limits = (*cautions, *cannot_see(one, words))
    if not known(one):
        title = words.gettext("%(name)s: too little data") % {"name": name(one.measure, words)}
        why = too_few(words) if one.reason is None or few(one.n) else why_not(one.reason, words)
        told = tuple(filter(None, (why, at_most(one, words))))
        return Said(one.measure, title, told, _frame(one, words), limits, False)
    finding = hidden(one, words) or FINDINGS[one.measure](one, words)
    sentences = tuple(filter(None, finding.sentences))
    return Said(one.measure, finding.title, sentences, (*_values(one, words), *_frame(one, words)), limits, True)


def hidden(one: Told, words: Words) -> Finding | None:
    """What is told of a share that would tell about fewer than ten people, where its own sentences do not say it."""
    if one.measure not in OF_MEMBERS - SAY_IT or not hides(one.value or 0, one.n):
        return None
    text = words.gettext("Of %(of)s, fewer than ten did, or fewer than ten did not.")
    return Finding(name(one.measure, words), (text % {"of": counted(one.measure, one.n, words)},))


def known(one: Told) -> bool:
    """Whether it has a value that may be told: it rests on ten people or more, or on ten of what it counts."""
    return one.value is not None and one.n >= FEWEST and one.measure in FINDINGS


def at_most(one: Told, words: Words) -> str:
    """How many are left at most, where that is all that may be told."""
    share = one.details.get("at_most")
    if one.measure != "survival" or share is None or few(one.n):
        return ""
    return words.gettext("At most %(share)s were still active after ninety days.") % {"share": percent(share, words)}


def too_few(words: Words) -> str:
    """Why nothing is told about fewer than ten people."""
    return words.gettext("It would be about fewer than ten people, and nothing is told about so few.")


def shown(value: float, one: Told, words: Words) -> str:
    """A value of this measure as it is written: a share, a time, so many times, or a number."""
    if one.measure in SHARES:
        return percent(value, words, decimals(one.n))
    if one.measure == "time_to_answer":
        return hours(value, words)
    if one.measure in TIMES:
        return words.gettext("%(number)s times") % {"number": number(value, words, 1)}
    return number(value, words, 1 if one.measure == "trees" else 2)


def interval(one: Told, words: Words) -> str:
    """Its interval, or that there is none."""
    if one.low is None or one.high is None:
        return words.gettext("none")
    return f"{shown(one.low, one, words)}{SPACE}{DASH} {shown(one.high, one, words)}"


def window(one: Told) -> str:
    """The days looked at."""
    return "" if one.window is None else days_of(*(datetime.fromisoformat(moment) for moment in one.window))


def days_of(start: datetime, end: datetime) -> str:
    """The days from `start` up to `end`, the last included."""
    return f"{start.date().isoformat()} {DASH} {(end - timedelta(microseconds=1)).date().isoformat()}"


def _values(one: Told, words: Words) -> tuple[tuple[str, str], ...]:
    value = words.gettext("Value")
    if one.measure in OF_MEMBERS and hides(one.value or 0, one.n):
        return ((value, words.gettext("not told: it would be about fewer than ten people")),)
    told = [(value, shown(one.value or 0, one, words)), (words.gettext("Interval"), interval(one, words))]
    if one.chance is not None:
        told.append((words.gettext("By chance alone"), shown(one.chance, one, words)))
    return tuple(told)


def _frame(one: Told, words: Words) -> tuple[tuple[str, str], ...]:
    rows = [(words.gettext("Of"), counted(one.measure, one.n, words))]
    if one.window is not None:
        rows.append((words.gettext("Time"), window(one)))
    return (*rows, (words.gettext("Method"), f"{one.measure} {one.version}"))
