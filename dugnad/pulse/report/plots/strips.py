"""One number as a bar: value, interval as a thin line with ends, and chance as a thin grey line."""

from __future__ import annotations

from math import log

from matplotlib.axes import Axes

from dugnad.pulse.report.figures import number, percent
from dugnad.pulse.report.names import name
from dugnad.pulse.report.plots.canvas import INK, LINE, MUTED, PRACTICAL, canvas, drawn, side
from dugnad.pulse.report.said import SHARES, shown
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words

HEIGHT = 1.15


def strip(one: Told, words: Words) -> str | None:
    """A value between two ends that it cannot leave: a share, or a number from 0 (or below) to 1."""
    numbers = [each for each in (one.value, one.low, one.chance) if each is not None]
    lowest = min(0.0, *numbers) if len(numbers) > 1 else 0.0
    figure, axes = canvas(HEIGHT)
    axes.set_xlim(lowest - 0.02, 1.02)
    axes.plot([lowest, 1], [0, 0], color=LINE, linewidth=9, solid_capstyle="round")
    ends = [0.0, 0.5, 1.0] if lowest > -0.25 else [lowest, 0.0, 1.0]
    percents = one.measure in SHARES
    axes.set_xticks(ends, [percent(end, words) if percents else number(end, words, 1) for end in ends])
    _marks(axes, one, words, one.value or 0.0, one.low, one.high, one.chance)
    return drawn(figure, one.measure, name(one.measure, words))


def times(one: Told, words: Words) -> str:
    """So many times as much, on a scale on which twice and half lie equally far from as much."""
    told = [each for each in (one.value, one.low, one.high, 0.5, 2.0) if each]
    reach = max(abs(log(each)) for each in told) * 1.1
    figure, axes = canvas(HEIGHT)
    axes.set_xlim(-reach, reach)
    axes.plot([-reach, reach], [0, 0], color=LINE, linewidth=9, solid_capstyle="round")
    ticks = [each for each in (0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 10.0) if abs(log(each)) <= reach]
    axes.set_xticks([log(each) for each in ticks], [f"{each:g} ×".replace(".", words.decimal) for each in ticks])
    value, low, high, null = (log(each) if each else None for each in (one.value, one.low, one.high, one.chance))
    _marks(axes, one, words, value or 0.0, low, high, null)
    return drawn(figure, one.measure, name(one.measure, words))


def _marks(
    axes: Axes,
    one: Told,
    words: Words,
    value: float,
    low: float | None,
    high: float | None,
    null: float | None,
    begins: float = 0.0,
) -> None:
    """The bar goes from `begins`, which is nothing, or as much as otherwise, to the value."""
    axes.set_ylim(-1, 1.3)
    axes.set_yticks([])
    axes.plot([begins, value], [0, 0], color=PRACTICAL, alpha=0.55, linewidth=9, solid_capstyle="round")
    if low is not None and high is not None:
        axes.plot([low, high], [0, 0], color=INK, linewidth=1.8, solid_capstyle="butt")
        axes.plot([low, high], [0, 0], marker="|", markersize=7, color=INK, linestyle="none", clip_on=False)
    axes.plot([value], [0], marker="o", markersize=8, color=PRACTICAL, linestyle="none", clip_on=False)
    told = shown(one.value or 0, one, words)
    axes.text(value, 0.55, told, ha=side(value, axes), va="bottom", color=INK, weight="bold", fontsize=13)
    if null is not None:
        _chance(axes, words, null, value)


def _chance(axes: Axes, words: Words, null: float, value: float) -> None:
    """A thin grey line, its name on the side away from the value."""
    start, end = axes.get_xlim()
    axes.plot([null, null], [-0.6, 0.6], color=MUTED, linewidth=1.2)
    away = 0.012 * (end - start)
    right = null > value if abs(null - value) > 0.3 * (end - start) else null < (start + end) / 2 and null > value
    right = right or null < start + 0.25 * (end - start)
    axes.text(
        null + (away if right else -away),
        -0.62,
        words.gettext("by chance"),
        ha="left" if right else "right",
        va="center",
        color=MUTED,
        fontsize=11,
    )
