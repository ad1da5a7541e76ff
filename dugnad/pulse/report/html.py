"""HTML put together from parts: whatever is not HTML already is escaped."""

from __future__ import annotations

from html import escape

VOID = frozenset({"meta", "br", "hr", "link"})


class Html(str):
    """Text that is HTML already."""


def element(name: str, /, *children: str | None, **attributes: str | None) -> Html:
    """`<name …>children</name>`. None among children or attributes is left out; `_class` is the attribute `class`."""
    written = "".join(
        f' {key.strip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{together(*children)}</{name}>")


def together(*parts: str | None) -> Html:
    """Parts one after another."""
    return Html("".join(part if isinstance(part, Html) else escape(part) for part in parts if part))
