"""Where plots are drawn: quiet axes, and SVG that takes its colours and its font from the page it stands in."""

from __future__ import annotations

from io import StringIO

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dugnad.pulse.report.plots.inline import COLOURS, inline

WIDTH = 4.6
"""Inches of 72 points: as many as a telephone of 360 pixels has room for, so that text of 11 points is read there."""
SETTINGS = {
    "svg.fonttype": "none",
    "font.size": 11.5,
    "axes.unicode_minus": True,
    "path.simplify": True,
    "text.parse_math": False,
}
INK, MUTED, LINE, PRACTICAL, EMOTIONAL, URGENT, PAPER, DONE = COLOURS


def canvas(height: float) -> tuple[Figure, Axes]:
    """A figure of `height` inches with quiet axes."""
    with rc_context(SETTINGS):
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        figure.patch.set_alpha(0)
        axes = figure.subplots()
        axes.patch.set_alpha(0)
        quiet(axes)
    return figure, axes


def quiet(axes: Axes) -> None:
    """Only the axis below, in the colour of lines."""
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(LINE)
    axes.tick_params(colors=MUTED, length=0, labelsize=11)
    axes.tick_params(axis="x", color=LINE, length=4)


def side(place: float, axes: Axes) -> str:
    """How a text at `place` is put so that it does not leave the plot."""
    start, end = axes.get_xlim()
    part = (place - start) / (end - start)
    return "left" if part < 0.25 else "right" if part > 0.75 else "center"


def drawn(figure: Figure, measure: str, title: str) -> str:
    """The figure as an inline `<svg>` named `title` for those who hear it."""
    out = StringIO()
    with rc_context({**SETTINGS, "svg.hashsalt": measure}):
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return inline(out.getvalue(), measure, title)
