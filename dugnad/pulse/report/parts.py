"""The same measure of parts of the acts: of each effort, of practical and of emotional help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dugnad.pulse.report.figures import hides
from dugnad.pulse.report.html import Html
from dugnad.pulse.report.names import name
from dugnad.pulse.report.said import OF_MEMBERS, SHARES, known
from dugnad.pulse.report.sentences.following import effort
from dugnad.pulse.report.tabled import as_details
from dugnad.pulse.report.tables.shares import by_chance, interval, kind_of_acts
from dugnad.pulse.report.tables.table import Cell, Column, Kind, Table
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words


def parted(one: Told, parts: Mapping[str, Told], words: Words) -> Html | None:
    """A table of the parts, folded away; None where there are none that may be told."""
    rows = [(part_name(part, words), *_row(found)) for part, found in parts.items() if known(found)]
    if not rows:
        return None
    kind = Kind.SHARE if one.measure in SHARES else Kind.NUMBER
    columns = (
        Column(words.gettext("Part"), "part", Kind.TEXT),
        *_interval(one, kind, words),
        by_chance(words, kind),
        Column(words.gettext("Of"), "n", Kind.PEOPLE),
    )
    caption = words.gettext("%(name)s, by kind") % {"name": _nothing(one, words) or name(one.measure, words)}
    return as_details(
        Table(caption, columns, rows), f"{one.measure}-parts", words, words.gettext("By kind, in a table")
    )


def part_name(part: str, words: Words) -> str:
    """A kind of act or of answer."""
    answers = {"practical": words.gettext("Practical"), "emotional": words.gettext("Somebody’s company")}
    return answers.get(part) or effort(kind_of_acts(part, words), words)


def _interval(one: Told, kind: Kind, words: Words) -> tuple[Column, ...]:
    """As everywhere; but a share of those who did nothing says so above it: "time 80 %" reads as 80 % who gave time."""
    value, *ends = interval(words, kind)
    return (replace(value, heading=_nothing(one, words) or value.heading), *ends)


def _nothing(one: Told, words: Words) -> str:
    return words.gettext("Did nothing") if one.measure == "zero_share" else ""


def _row(found: Told) -> tuple[Cell, ...]:
    if found.measure in OF_MEMBERS and hides(found.value or 0, found.n):
        return (None, None, None, None, found.n)
    return (found.value, found.low, found.high, found.chance, found.n)
