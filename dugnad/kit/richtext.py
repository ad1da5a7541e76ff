"""Markdown that members write, as HTML that is safe to show to others.

Two walls: the Markdown renderer makes only what it is asked to make, and `nh3` then lets through only what is
listed here. There are no pictures and no raw HTML; links lead to http, https and mail addresses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

LONGEST = 20_000
"""Characters of Markdown that are shown; forms refuse longer texts before they get here."""

BLOCKS = frozenset({"p", "ul", "ol", "blockquote", "pre", "h3", "h4"})
TAGS = BLOCKS | {"li", "a", "em", "strong", "code", "br", "hr"}
ATTRIBUTES = {
    **{tag: {"dir"} for tag in BLOCKS},
    "ol": {"dir", "start"},
    "a": {"href"},
}
SCHEMES = frozenset({"http", "https", "mailto"})
REL = "nofollow noopener noreferrer ugc"

LINK = re.compile(r"(?:https?://|mailto:)[^\s]", re.IGNORECASE)
BARE_SCHEME = re.compile(r"(?<![^\W_])https?\Z", re.IGNORECASE)
BARE_REST = re.compile(r"://[^\s<>\"“”«»`|\\^{}]{1,2000}")
SPACE = re.compile(r"\s+")
DEEPEST = 24
"""Levels of nesting (a list and its item are two); what lies deeper is not shown."""


def _bare_link(state: StateInline, silent: bool) -> bool:
    """Inline rule at a colon: `https://…` in running text becomes a link."""
    if state.src[state.pos] != ":" or state.linkLevel > 0:
        return False
    scheme = BARE_SCHEME.search(state.pending[-8:])
    rest = BARE_REST.match(state.src, state.pos)
    if scheme is None or rest is None:
        return False
    url = scheme.group() + _without_sentence_end(rest.group())
    if url.endswith("://") or not state.md.validateLink(state.md.normalizeLink(url)):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme.group())]
        state.push("link_open", "a", 1).attrSet("href", state.md.normalizeLink(url))
        state.push("text", "", 0).content = url
        state.push("link_close", "a", -1)
    state.pos += len(url) - len(scheme.group())
    return True


def _without_sentence_end(rest: str) -> str:
    """The address without the full stop, comma or closing bracket of the sentence around it."""
    while rest:
        last = rest[-1]
        if last in ".,:;!?'*_~’…" or (last in ")]" and rest.count(last) > rest.count("(["[last == "]"])):
            rest = rest[:-1]
        else:
            break
    return rest


def _acceptable(url: str) -> bool:
    return LINK.match(url) is not None


def _fence(_renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
    return f'<pre dir="auto"><code>{escapeHtml(tokens[index].content)}</code></pre>\n'


def _parser() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": DEEPEST})
    # "Four spaces make code" and "dashes under a line make a heading" surprise people who only write.
    markdown.disable(["image", "html_block", "html_inline", "lheading", "code"])
    markdown.inline.ruler.before("escape", "bare_link", _bare_link)
    markdown.validateLink = _acceptable  # type: ignore[method-assign]  # the library's own way to say so
    markdown.add_render_rule("fence", _fence)
    return markdown


MARKDOWN = _parser()


def _parse(text: str) -> list[Token]:
    kept = text.replace("\x00", "")
    if len(kept) > LONGEST:
        kept = kept[: LONGEST - 1] + "…"
    return MARKDOWN.parse(kept)


def _own_attributes(tag: str, name: str, value: str) -> str | None:
    """The value to keep, or nothing: the second wall's look at each attribute."""
    if name == "dir":
        return "auto" if value == "auto" else None
    if name == "start":
        return value if value.isascii() and value.isdigit() else None
    if name == "href":
        return value if _acceptable(value) else None
    return value if name == "rel" else None


def render(text: str) -> SafeString:
    """HTML of at most `LONGEST` characters of Markdown; what is beyond ends in "…".

    The outermost blocks carry `dir="auto"`, so each follows its own writing direction (nested ones must not:
    a browser looks past them when it works out the direction of a list or quote).
    """
    tokens = _parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "h3" if token.tag in {"h1", "h2"} else "h4"
        if token.level == 0 and token.tag in BLOCKS and token.nesting >= 0:
            token.attrSet("dir", "auto")
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    clean = nh3.clean(
        html,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        attribute_filter=_own_attributes,
        url_schemes=set(SCHEMES),
        link_rel=REL,
    )
    return mark_safe(clean.strip())  # nosec B308 B703  # both walls are behind it


def excerpt(text: str, length: int) -> str:
    """The beginning of `text` as plain words, one line, at most `length` characters, cut between words.

    It is not HTML: a template has to escape it, as it does with every string.
    """
    words = SPACE.sub(" ", _plain(_parse(text[: max(length, 0) * 8 + 400]))).strip()
    if len(words) <= length:
        return words
    head = words[: max(length - 1, 0)]
    if not words[len(head)].isspace() and (cut := head.rfind(" ")) > length // 2:
        head = head[:cut]
    return (head.rstrip(" ,.;:–-") + "…")[: max(length, 0)]


def _plain(tokens: Sequence[Token]) -> str:
    parts = []
    for token in tokens:
        if token.children:
            parts.append(_plain(token.children))
        elif token.type in {"text", "code_inline", "fence"}:
            parts.append(token.content)
        if token.block or token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
    return "".join(parts)
