"""Tables of counts: bursts, and members at each depth of the trees."""

from __future__ import annotations

from datetime import UTC, datetime

from dugnad.pulse.report.figures import DASH, few
from dugnad.pulse.report.sentences.together import found
from dugnad.pulse.report.tables.table import Column, Kind, Table
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words


def bursts(one: Told, words: Words) -> Table:
    """Each burst of ten people or more: when, how many, and what part of those who act."""
    columns = (
        Column(words.gettext("From"), "start", Kind.TEXT),
        Column(words.gettext("To"), "end", Kind.TEXT),
        Column(words.gettext("People"), "people", Kind.PEOPLE),
        Column(words.gettext("Of those who act"), "breadth", Kind.SHARE),
        Column(words.gettext("Acts"), "acts", Kind.NUMBER),
    )
    rows = [(day(at["start"]), day(at["end"] - 1), at["people"], at["breadth"], at["acts"]) for at in found(one)]
    return Table(words.gettext("Bursts of ten people or more"), columns, rows)


def day(moment: float) -> str:
    """The day of a moment in seconds, in UTC."""
    return datetime.fromtimestamp(moment, UTC).date().isoformat()


def bands(one: Told, words: Words) -> Table:
    """How many members did how much."""
    columns = (
        Column(words.gettext("Acts"), "acts", Kind.TEXT),
        Column(words.gettext("Members"), "members", Kind.PEOPLE),
    )
    rows = [(how_much(band), band["people"]) for band in one.details.get("bands") or []]
    return Table(words.gettext("How many did how much"), columns, rows)


def how_much(band: dict[str, int]) -> str:
    """`0`, `1`, `2–3` acts."""
    ends = dict.fromkeys((band["least"], band["most"]))
    return DASH.join(str(end) for end in ends)


def levels(one: Told, words: Words) -> Table:
    """How many members stand how many steps from a first one."""
    columns = (
        Column(words.gettext("Steps from the first"), "depth", Kind.NUMBER),
        Column(words.gettext("Members"), "members", Kind.PEOPLE),
    )
    return Table(words.gettext("How far from the first"), columns, list(enumerate(depths(one))))


def depths(one: Told) -> list[int]:
    """Members at each depth; the deep end, where fewer than ten stand at a depth, together.

    Empty where fewer than ten stand at another depth: the others and the sum would tell how many.
    """
    every = [int(count) for count in one.details.get("levels") or []]
    while len(every) > 1 and every[-1] < 10:
        last = every.pop()
        every[-1] += last
    return [] if any(map(few, every)) else every
