"""A table as HTML, with a caption and its data as CSV beside it."""

from __future__ import annotations

from urllib.parse import quote

from dugnad.pulse.report.html import Html, element
from dugnad.pulse.report.tables.table import Kind, Table
from dugnad.pulse.report.words import Words


def tabled(found: Table, words: Words) -> Html:
    """The table, wider than the page only inside itself."""
    kinds = [column.kind for column in found.columns]
    heads = [element("th", column.heading, scope="col", _class=_aside(column.kind)) for column in found.columns]
    rows = []
    for cells in found.told(words):
        first = element("th", cells[0], scope="row", _class=_aside(kinds[0]))
        others = [element("td", cell, _class=_aside(kind)) for cell, kind in zip(cells[1:], kinds[1:], strict=True)]
        rows.append(element("tr", first, *others))
    inner = element(
        "table",
        element("caption", found.caption),
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
    )
    return element("div", inner, _class="scroll", tabindex="0", role="region", aria_label=found.caption)


def as_details(found: Table, measure: str, words: Words, summary: str = "") -> Html:
    """The table folded away under `summary`, with its CSV to take along."""
    href = f"data:text/csv;charset=utf-8,{quote(found.csv())}"
    link = element("a", words.gettext("Take these numbers along (CSV)"), href=href, download=f"{measure}.csv")
    opens = element("summary", summary or words.gettext("The numbers in a table"))
    return element("details", opens, tabled(found, words), element("p", link, _class="csv"))


def _aside(kind: Kind) -> str | None:
    return None if kind is Kind.TEXT else "n"
