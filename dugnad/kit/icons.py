"""Lucide icons as inline SVG, small enough to stand in every row."""

from __future__ import annotations

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

DIRECTED = ("left", "right", "reply", "forward", "log-out", "log-in", "send")
SIZE = ' width="20" height="20" aria-hidden="true"'


@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """The Lucide icon called `name`, hidden from screen readers: words stand beside it.

    Arrows turn round in right-to-left text. Raises `lucide.IconDoesNotExist` for a name Lucide does not have.
    """
    return _drawing(name, f' viewBox="0 0 24 24"{SIZE}>{_shapes(name)}')


@lru_cache(maxsize=256)
def mark(name: str) -> SafeString:
    """The same for rows of which a page has many: it points to the shapes that `shapes` has put on the page once."""
    return _drawing(name, f'{SIZE}><use href="#i-{name}"/>')


def shapes(*names: str) -> SafeString:
    """What the marks with these names point to. Raises `lucide.IconDoesNotExist`."""
    drawn = (f'<symbol id="i-{name}" viewBox="0 0 24 24">{_shapes(name)}</symbol>' for name in names)
    svg = f'<svg hidden width="0" height="0">{"".join(drawn)}</svg>'
    return mark_safe(svg)  # nosec B308 B703  # the package's own drawings, nothing of a member's


def _drawing(name: str, rest: str) -> SafeString:
    kind = "i turns" if any(word in name for word in DIRECTED) else "i"
    svg = f'<svg class="{kind}"{rest}</svg>'
    return mark_safe(svg)  # nosec B308 B703  # the package's own drawing, nothing of a member's


def _shapes(name: str) -> str:
    inside = lucide(name).partition(">")[2].removesuffix("</svg>").replace(" />", "/>")
    return " ".join(inside.split()).replace("> <", "><")
