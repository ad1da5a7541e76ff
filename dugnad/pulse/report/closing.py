"""What stands at the end: what others found, how to read it, what was left out, and how it was made."""

from __future__ import annotations

from dugnad.pulse.engine.results import Results
from dugnad.pulse.report.figures import number
from dugnad.pulse.report.html import Html, element
from dugnad.pulse.report.omitted import why_left_out
from dugnad.pulse.report.references import references
from dugnad.pulse.report.words import Words


def referred(words: Words) -> Html:
    """What others found elsewhere."""
    items = [
        element("li", one.text, " ", element("small", f"{one.source} ({one.year}), {one.address}"))
        for one in references(words)
    ]
    return element(
        "section",
        element("h2", words.gettext("What others found elsewhere")),
        element("p", words.gettext("For comparison, each with its date. None of it is a target."), _class="quiet"),
        element("ul", *items, _class="unknown"),
        _class="question stack",
    )


def read_as(words: Words) -> Html:
    """How to read the numbers."""
    told = (
        words.gettext(
            "An interval says how far the number would differ in other times like this one: of a hundred such "
            "intervals about ninety-five hold the truth, fewer where a caution stands beside it."
        ),
        words.gettext(
            "“By chance alone” is what the number would be if the same acts had fallen on anybody alike. Only what "
            "lies beyond it says something about these people."
        ),
        words.gettext("Nothing is told about fewer than ten people, and there is no score, for a person or for all."),
        words.gettext("Too little data is said, and never written as 0."),
    )
    heading = element("h2", words.gettext("How to read this"))
    return element("section", heading, *[element("p", text) for text in told], _class="question stack")


def left_out(results: Results, words: Words) -> Html | None:
    """What did not count, and where the first of it stands."""
    if not results.left_out:
        return None
    rows = []
    for one in results.left_out:
        places = ", ".join(f"{row.file}: {number(row.number, words)}" for row in one.first)
        cells = (element("td", one.column), element("td", number(one.count, words), _class="n"), element("td", places))
        rows.append(element("tr", element("th", why_left_out(one.why, words), scope="row"), *cells))
    names = (words.gettext("Why"), words.gettext("Column"), words.gettext("Rows"), words.gettext("The first of them"))
    heads = element("tr", *[element("th", heading, scope="col") for heading in names])
    caption = words.gettext("Of %(n)s rows, these did not count, or counted otherwise.") % {
        "n": number(results.rows, words)
    }
    inner = element("table", element("caption", caption), element("thead", heads), element("tbody", *rows))
    heading = element("h2", words.gettext("What was left out"))
    scroll = element("div", inner, _class="scroll", tabindex="0", role="region", aria_label=caption)
    return element("section", heading, scroll, _class="question stack", id="left-out")


def about(results: Results, words: Words) -> Html:
    """How it was made, so that somebody else gets the same numbers."""
    told = {"engine": results.engine, "seed": str(results.seed), "version": results.version}
    text = words.gettext(
        "Made by Dugnad’s pulse %(version)s with %(engine)s, seed %(seed)s: the same acts give the same page."
    )
    return element("footer", element("p", text % told, _class="quiet"), _class="question")
