"""Markdown as plain paragraphs, for letters: what it says, without the signs that say how it looks."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from dugnad.kit.richtext import LONGEST, MARKDOWN


def paragraphs(text: str) -> list[str]:
    """The blocks of `text`, in order. Items of lists begin with a dash or their number; a link is followed by where it
    leads, in brackets, unless that is what it says. At most `LONGEST` characters are read.
    """
    found: list[str] = []
    lists: list[int | None] = []
    mark = ""
    for token in MARKDOWN.parse(text.replace("\x00", "")[:LONGEST]):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append(int(token.attrGet("start") or 1) if token.type.startswith("ordered") else None)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type == "list_item_open":
            mark, lists[-1] = _mark(lists[-1])
        elif token.type == "inline":
            found.append(f"{mark}{_plain(token.children or [])}")
            mark = ""
        elif token.type == "fence":
            found.append(token.content.rstrip())
    return [one for one in found if one.strip()]


def _mark(number: int | None) -> tuple[str, int | None]:
    return ("– ", None) if number is None else (f"{number}. ", number + 1)


def _plain(tokens: Sequence[Token]) -> str:
    parts: list[str] = []
    leads, begun = "", 0
    for token in tokens:
        if token.type == "link_open":
            leads, begun = str(token.attrGet("href") or ""), len(parts)
        elif token.type == "link_close":
            if leads.removeprefix("mailto:") != "".join(parts[begun:]):
                parts.append(f" ({leads})")
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        else:
            parts.append(token.content)
    return "".join(parts).strip()
