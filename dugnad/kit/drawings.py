"""Drawings that our own worker made, on a page."""

from __future__ import annotations

import re

from django.utils.safestring import SafeString, mark_safe

REFUSED = re.compile(
    r"<\s*(?:script|style|foreignObject|image|a)\b|\bstyle\s*=|\son\w+\s*=|href\s*=\s*[\"'](?!#)|javascript:|<!", re.I
)
"""What runs, loads, leads away or breaks the content policy. None of it is needed to draw numbers."""


def drawing(svg: str) -> SafeString:
    """The `<svg>`, safe to stand in a page; empty for one that holds anything else than shapes and words."""
    if not svg.startswith("<svg") or not svg.endswith("</svg>") or REFUSED.search(svg):
        return SafeString("")
    return mark_safe(svg)  # nosec B308 B703  # made of our own numbers and words, and looked through above
