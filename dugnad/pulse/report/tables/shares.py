"""Tables of shares, each with its interval."""

from __future__ import annotations

from typing import Any

from dugnad.methods.shares import FEWEST
from dugnad.pulse.report.figures import hides
from dugnad.pulse.report.names import name
from dugnad.pulse.report.said import OF_MEMBERS, SHARES
from dugnad.pulse.report.sentences.alone import within
from dugnad.pulse.report.sentences.following import effort, steps
from dugnad.pulse.report.sentences.standing_out import lost_parts
from dugnad.pulse.report.tables.table import Cell, Column, Kind, Table
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words


def interval(words: Words, kind: Kind = Kind.SHARE) -> tuple[Column, Column, Column]:
    """Three columns: a value and the two ends of its interval."""
    return (
        Column(words.gettext("Value"), "value", kind),
        Column(words.gettext("From"), "low", kind),
        Column(words.gettext("To"), "high", kind),
    )


def by_chance(words: Words, kind: Kind = Kind.SHARE) -> Column:
    """What chance alone would give."""
    return Column(words.gettext("By chance alone"), "null", kind)


def strip(one: Told, words: Words) -> Table:
    """One number, with its interval and what chance would give."""
    kind = Kind.SHARE if one.measure in SHARES else Kind.NUMBER
    columns = (Column(words.gettext("What"), "measure", Kind.TEXT), *interval(words, kind), by_chance(words, kind))
    row: tuple[Cell, ...] = (name(one.measure, words), one.value, one.low, one.high, one.chance)
    if one.measure in OF_MEMBERS and hides(one.value or 0, one.n):
        row = (name(one.measure, words), None, None, None, None)
    return Table(name(one.measure, words), columns, [row])


def funnel(one: Told, words: Words) -> Table:
    """The steps, easiest first."""
    columns = (
        Column(words.gettext("Came as far as"), "step", Kind.TEXT),
        Column(words.gettext("People"), "people", Kind.PEOPLE),
        *interval(words),
    )
    rows = [(effort(step["name"], words), step["k"], step["value"], step["low"], step["high"]) for step in steps(one)]
    return Table(words.gettext("How far those went who came"), columns, rows)


def lost(one: Told, words: Words) -> Table:
    """What would be lost without the five, and without the ten, who do most of it."""
    columns = (
        Column(words.gettext("Acts"), "acts", Kind.TEXT),
        Column(words.gettext("Taken out"), "taken", Kind.NUMBER),
        *interval(words),
        by_chance(words),
    )
    rows = [
        (kind_of_acts(kind, words), taken, part["value"], part["low"], part["high"], part["null"])
        for kind, taken, part in lost_parts(one)
    ]
    return Table(words.gettext("What would be lost without those who do most"), columns, rows)


def kind_of_acts(kind: str, words: Words) -> str:
    """Helping, deciding or bringing."""
    known = {
        "helping": words.gettext("Helping"),
        "deciding": words.gettext("Deciding"),
        "bringing": words.gettext("Bringing people"),
    }
    return known.get(kind, kind)


def answered(one: Told, words: Words) -> Table:
    """Within an hour, a day and a week; any answer, practical, emotional."""
    columns = (
        Column(words.gettext("Answer"), "answer", Kind.TEXT),
        Column(words.gettext("Within hours"), "hours", Kind.NUMBER),
        *interval(words),
    )
    names = {
        "within": words.gettext("Any"),
        "practical": words.gettext("Practical"),
        "emotional": words.gettext("Somebody’s company"),
    }
    rows = [
        (told, row["hours"], row["value"], row["low"], row["high"])
        for kind, told in names.items()
        for row in within(one, kind)
    ]
    return Table(words.gettext("Asks answered in time"), columns, rows)


def carried(one: Told, words: Words) -> Table:
    """Each campaign that was followed by another."""
    columns = (
        Column(words.gettext("Campaign"), "campaign", Kind.NUMBER),
        Column(words.gettext("People"), "people", Kind.PEOPLE),
        *interval(words),
        by_chance(words),
    )
    return Table(words.gettext("Who came back for a later campaign"), columns, [_carried(*at) for at in each(one)])


def each(one: Told) -> list[tuple[int, dict[str, Any]]]:
    """The campaigns of ten people or more, numbered in order of their beginning."""
    rows: list[dict[str, Any]] = list(one.details.get("each") or [])
    some = [(number, row) for number, row in enumerate(rows, 1) if (row["n"] or 0) >= FEWEST]
    nothing = {"value": None, "low": None, "high": None, "null": None}
    return [(number, row | (nothing if hides(row["value"] or 0, row["n"]) else {})) for number, row in some]


def _carried(number: int, row: dict[str, Any]) -> tuple[Cell, ...]:
    return (number, row["n"], row["value"], row["low"], row["high"], row["null"])
