"""Curves: how much the least active did, and what happened up to a time."""

from __future__ import annotations

from math import nan

from matplotlib.axes import Axes

from dugnad.pulse.report.figures import days, hours, percent
from dugnad.pulse.report.plots.canvas import INK, MUTED, PRACTICAL, canvas, drawn
from dugnad.pulse.report.tables.curves import Steps, points, steps
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words

HEIGHT = 2.9


def lorenz(one: Told, words: Words) -> str | None:
    """The Lorenz curve beside the line on which everybody does the same."""
    found = points(one)
    if len(found) < 3:
        return None
    figure, axes = canvas(HEIGHT + 0.4)
    axes.plot([0, 1], [0, 1], color=MUTED, linewidth=1)
    members, done = zip(*found, strict=True)
    axes.fill_between(members, done, members, color=PRACTICAL, alpha=0.14, linewidth=0)
    axes.plot(members, done, color=PRACTICAL, linewidth=2.2)
    axes.text(0.47, 0.5, words.gettext("everybody the same"), color=MUTED, ha="right", va="bottom", fontsize=11)
    near = max(found, key=lambda point: point[0] - point[1])
    axes.annotate(
        words.gettext("as it was"),
        near,
        xytext=(-6, 6),
        textcoords="offset points",
        color=PRACTICAL,
        ha="right",
        fontsize=11.5,
        weight="bold",
    )
    _shares(axes, words)
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.5, 1], [percent(part, words) for part in (0, 0.5, 1)])
    axes.set_xlabel(words.gettext("of the members, the least active first"), color=MUTED, fontsize=11)
    return drawn(figure, one.measure, words.gettext("How much of everything the least active did"))


def stepwise(one: Told, words: Words) -> str | None:
    """What happened up to a time, with its band: straight from each ten people to the next ten."""
    found = steps(one)
    if found is None:
        return None
    figure, axes = canvas(HEIGHT)
    times = [0.0, *found.times]
    axes.plot(times, [found.before, *found.share], color=PRACTICAL, linewidth=2.2)
    low, high = ([found.before, *(nan if end is None else end for end in ends)] for ends in (found.low, found.high))
    axes.fill_between(times, low, high, color=PRACTICAL, alpha=0.18, linewidth=0)
    _shares(axes, words)
    _time(axes, found, one.measure == "time_to_answer", words)
    return drawn(figure, one.measure, _title(one.measure, words))


def _shares(axes: Axes, words: Words) -> None:
    axes.set_ylim(0, 1.02)
    axes.set_yticks([0, 0.5, 1], [percent(part, words) for part in (0, 0.5, 1)])
    axes.axhline(0.5, color=MUTED, linewidth=0.6, alpha=0.5)


def _time(axes: Axes, found: Steps, in_hours: bool, words: Words) -> None:
    """Marks that people think in: an hour, a day, a week; or weeks and months."""
    if in_hours:
        marks = [1 / 12, 1.0, 6.0, 24.0, 168.0]
        axes.set_xscale("symlog", linthresh=0.5, linscale=0.4)
        axes.set_xlim(0, max(24.0, min(found.times[-1], 24.0 * 30)))
    else:
        marks = [7.0, 30.0, 90.0, 180.0, 365.0, 730.0]
        axes.set_xlim(0, found.times[-1])
    last = axes.get_xlim()[1]
    kept = [mark for mark in marks if mark <= last * 1.001 and (in_hours or mark > last / 14)]
    axes.set_xticks(kept, [hours(mark, words) if in_hours else days(mark, words) for mark in kept])
    axes.minorticks_off()
    axes.tick_params(axis="x", colors=INK)


def _title(measure: str, words: Words) -> str:
    titles = {
        "time_to_answer": words.gettext("Asks answered, by the time since they were put"),
        "time_to_work": words.gettext("Members who gave time or more, by the time since they came"),
    }
    return titles.get(measure, words.gettext("Members still active, by the time since they came"))
