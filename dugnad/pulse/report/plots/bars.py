"""Bars that lie, each with its name above it, so that long words have room."""

from __future__ import annotations

from dataclasses import dataclass

from dugnad.pulse.report.figures import number, percent
from dugnad.pulse.report.plots.canvas import EMOTIONAL, INK, LINE, MUTED, PRACTICAL, canvas, drawn
from dugnad.pulse.report.sentences.alone import within
from dugnad.pulse.report.sentences.following import effort, steps
from dugnad.pulse.report.sentences.standing_out import lost_parts
from dugnad.pulse.report.tables.counted import depths, how_much
from dugnad.pulse.report.tables.shares import each, kind_of_acts
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A share or a count with its name; `told` stands at its end."""

    name: str
    value: float
    told: str
    low: float | None = None
    high: float | None = None
    null: float | None = None
    colour: str = PRACTICAL


def bars(found: list[Bar], measure: str, title: str, *, most: float = 1.0) -> str | None:
    """All of them from above, on one scale up to `most`."""
    if not found:
        return None
    figure, axes = canvas(0.25 + 0.5 * len(found))
    axes.set_xlim(0, most * 1.2)
    axes.set_ylim(len(found) - 0.3, -0.75)
    axes.axis("off")
    for place, bar in enumerate(found):
        axes.barh(place, most, height=0.36, color=LINE, alpha=0.45)
        axes.barh(place, bar.value, height=0.36, color=bar.colour, alpha=0.85)
        if bar.low is not None and bar.high is not None:
            axes.plot([bar.low, bar.high], [place, place], color=INK, linewidth=1.6, solid_capstyle="butt")
        if bar.null is not None:
            axes.plot([bar.null, bar.null], [place - 0.28, place + 0.28], color=MUTED, linewidth=1.4)
        axes.text(0, place - 0.27, bar.name, ha="left", va="bottom", color=MUTED, fontsize=11.5)
        axes.text(most * 1.02, place, bar.told, ha="left", va="center", color=INK, weight="bold", fontsize=11.5)
    return drawn(figure, measure, title)


def funnel(one: Told, words: Words) -> str | None:
    """How far those went who came."""
    found = [
        Bar(
            name=effort(step["name"], words),
            value=step["value"],
            told=percent(step["value"], words),
            low=step["low"],
            high=step["high"],
        )
        for step in steps(one)
        if step["value"] is not None
    ]
    return bars(found, one.measure, words.gettext("How far those went who came"))


def lost(one: Told, words: Words) -> str | None:
    """What would be lost without those who do most."""
    found = [
        Bar(
            name=words.gettext("%(acts)s, without %(n)s people") % {"acts": kind_of_acts(kind, words), "n": taken},
            value=part["value"],
            told=percent(part["value"], words),
            low=part["low"],
            high=part["high"],
            null=part["null"],
        )
        for kind, taken, part in lost_parts(one)
        if part["value"] is not None
    ]
    return bars(found, one.measure, words.gettext("What would be lost without those who do most"))


def answered(one: Told, words: Words) -> str | None:
    """Asks answered within an hour, a day, a week; practical and emotional within a day."""
    times = {1: words.gettext("Within an hour"), 24: words.gettext("Within a day"), 168: words.gettext("Within a week")}
    kinds = {
        "practical": (words.gettext("Something practical, within a day"), PRACTICAL),
        "emotional": (words.gettext("Somebody’s company, within a day"), EMOTIONAL),
    }
    rows = [(times.get(round(row["hours"]), ""), INK, row) for row in within(one, "within")]
    rows += [(*kinds[kind], row) for kind in kinds for row in within(one, kind) if round(row["hours"]) == 24]
    found = [
        Bar(
            name=name,
            value=row["value"],
            told=percent(row["value"], words),
            low=row["low"],
            high=row["high"],
            colour=MUTED if colour == INK else colour,
        )
        for name, colour, row in rows
        if row["value"] is not None
    ]
    return bars(found, one.measure, words.gettext("Asks answered in time"))


def carried(one: Told, words: Words) -> str | None:
    """Who came back for a later campaign, of each."""
    found = [
        Bar(
            name=words.gettext("Campaign %(number)s, of %(n)s people")
            % {"number": place, "n": number(row["n"], words)},
            value=row["value"],
            told=percent(row["value"], words),
            low=row["low"],
            high=row["high"],
            null=row["null"],
        )
        for place, row in each(one)[-8:]
        if row["value"] is not None
    ]
    return bars(found, one.measure, words.gettext("Who came back for a later campaign"))


def bands(one: Told, words: Words) -> str | None:
    """How many members did how much."""
    every: list[dict[str, int]] = list(one.details.get("bands") or [])
    most = max((band["people"] for band in every), default=1)
    found = [
        Bar(name=_did(band, words), value=float(band["people"]), told=number(band["people"], words)) for band in every
    ]
    return bars(found, one.measure, words.gettext("How many did how much"), most=float(most))


def _did(band: dict[str, int], words: Words) -> str:
    if band["most"] == 0:
        return words.gettext("Did nothing")
    told = {"n": how_much(band)}
    return words.ngettext("%(n)s act", "%(n)s acts", band["most"]) % told


def levels(one: Told, words: Words) -> str | None:
    """How many members stand how many steps from a first one; the far end together."""
    counts = depths(one)
    if not counts:
        return None
    shown, rest = counts[:6], sum(counts[6:])
    names = [words.gettext("Came on their own")]
    names += [
        words.ngettext("%(n)s step away", "%(n)s steps away", step) % {"n": step} for step in range(1, len(shown))
    ]
    if rest:
        shown, names = [*shown, rest], [*names, words.gettext("Further away")]
    found = [
        Bar(name=name, value=float(count), told=number(count, words)) for name, count in zip(names, shown, strict=True)
    ]
    return bars(found, one.measure, words.gettext("How far from the first"), most=float(max(shown)))
