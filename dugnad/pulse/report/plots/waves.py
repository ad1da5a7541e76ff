"""Bursts over time: when many acted together, and how many."""

from __future__ import annotations

from datetime import datetime

from dugnad.pulse.report.figures import percent
from dugnad.pulse.report.plots.canvas import INK, LINE, MUTED, PRACTICAL, canvas, drawn, side
from dugnad.pulse.report.sentences.together import found
from dugnad.pulse.report.tables.counted import day
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words


def bursts(one: Told, words: Words) -> str | None:
    """Each burst as a block: as wide as it lasted, as high as the part of those who act that took part."""
    every = found(one)
    if not every:
        return None
    start, end = _ends(one, every[0]["start"], every[-1]["end"])
    figure, axes = canvas(2.4)
    axes.set_xlim(start, end)
    axes.set_ylim(0, 1)
    for burst in every:
        broad = bool(burst["broad"])
        width = max(burst["end"] - burst["start"], (end - start) / 150)
        axes.bar(burst["start"], burst["breadth"], width, align="edge", color=PRACTICAL if broad else MUTED, alpha=0.8)
    widest = max(every, key=lambda burst: float(burst["breadth"]))
    middle = (widest["start"] + widest["end"]) / 2
    told = words.gettext("%(share)s of those who act") % {"share": percent(float(widest["breadth"]), words)}
    top = float(widest["breadth"]) + 0.03
    axes.text(middle, top, told, ha=side(middle, axes), va="bottom", color=INK, weight="bold", fontsize=11.5)
    axes.axhline(0, color=LINE)
    axes.set_yticks([0, 0.5, 1], [percent(part, words) for part in (0, 0.5, 1)])
    axes.set_xticks([start, end], [day(start), day(end - 1)])
    axes.get_xticklabels()[0].set_horizontalalignment("left")
    axes.get_xticklabels()[-1].set_horizontalalignment("right")
    return drawn(figure, one.measure, words.gettext("Bursts of ten people or more"))


def _ends(one: Told, first: float, last: float) -> tuple[float, float]:
    if one.window is None:
        return first, last
    start, end = (datetime.fromisoformat(moment).timestamp() for moment in one.window)
    return start, end
