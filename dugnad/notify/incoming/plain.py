"""Words out of HTML mail, for those whose program sends nothing else."""

from __future__ import annotations

from html.parser import HTMLParser

import nh3

from dugnad.notify.incoming.mime import Unreadable

MOST_TAGS = 15_000
"""Nobody writes as many; one inside the other they take long to tidy."""
BLOCKS = {"p", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "hr"}
TAGS = BLOCKS | {"br"}
SILENT = {"script", "style", "head", "title", "template", "textarea", "select", "noscript"}
QUOTES = ("gmail_quote", "yahoo_quoted", "protonmail_quote", "moz-cite-prefix")
ORIGINAL = {"divRplyFwdMsg", "appendonsend", "reply-intro"}
"""How Outlook marks where the letter that is answered begins; all that follows is that letter."""
CUT = "-----Original Message-----"


def words(html: str) -> str:
    """The text of `html`, a line to each block; what it quotes begins with "> ". Raises `Unreadable`."""
    if html.count("<") > MOST_TAGS:
        raise Unreadable("too many tags")
    attributes = {"div": {"class", "id"}, "blockquote": {"class"}}
    tidy = nh3.clean(html, tags=TAGS, clean_content_tags=SILENT, attributes=attributes, link_rel=None)
    reader = _Reader()
    reader.feed(tidy)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Reads what nh3 made: well-formed, and of few tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.quoting: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._newline()
            return
        if tag in BLOCKS:
            self._block()
            told = dict(attrs)
            if told.get("id") in ORIGINAL:
                self.lines += [CUT, ""]
            quotes = tag == "blockquote" or any(mark in (told.get("class") or "") for mark in QUOTES)
            if tag != "hr":
                self.quoting.append(quotes)
        if tag == "p" and len(self.lines) > 1:
            self._newline()

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS and self.quoting:
            self._block()
            self.quoting.pop()

    def handle_data(self, data: str) -> None:
        told = " ".join(data.replace("\xa0", " ").split())
        if told:
            apart = " " if data[:1].isspace() and self.lines[-1].strip("> ") else ""
            self.lines[-1] += self._mark() + apart + told + (" " if data[-1].isspace() else "")

    def _mark(self) -> str:
        return "> " if any(self.quoting) and not self.lines[-1] else ""

    def _block(self) -> None:
        if self.lines[-1]:
            self._newline()

    def _newline(self) -> None:
        self.lines.append("")

    def text(self) -> str:
        """What was read."""
        return "\n".join(line.rstrip() for line in self.lines).strip()
