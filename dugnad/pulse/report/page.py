"""One page that needs nothing else: no script, and nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from dugnad.methods.pulse.measured import Measured
from dugnad.pulse.engine.results import Results
from dugnad.pulse.report import opening
from dugnad.pulse.report.closing import about, left_out, read_as, referred
from dugnad.pulse.report.columns import beside_each_other
from dugnad.pulse.report.html import Html, element, together
from dugnad.pulse.report.looks import CSS
from dugnad.pulse.report.plots import plot
from dugnad.pulse.report.questions import QUESTIONS
from dugnad.pulse.report.sections import question
from dugnad.pulse.report.told import Told, told
from dugnad.pulse.report.words import Words, words_in

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def written(results: Results, other: Results | None = None, language: str = "en", cannot: tuple[str, ...] = ()) -> str:
    """The whole report of `results`, in two columns with `other` where that is given, as HTML.

    `cannot`: sentences on what the file that the acts came from cannot show; they stand at the top.
    """
    words = words_in(language)
    measures = plain(results.measures)
    parts = {measure: plain(found) for measure, found in results.parts.items()}
    body = together(
        opening.header(results, words),
        opening.cannot_show(cannot, words),
        opening.lead(measures, words),
        beside_each_other(results, other, words) if other is not None else None,
        opening.contents(words),
        *[question(one, measures, parts, plot, words) for one in QUESTIONS],
        referred(words),
        read_as(words),
        left_out(results, words),
        about(results, words),
    )
    return document(opening.title(results, words), body, words)


def plain(measures: Mapping[str, Measured]) -> dict[str, Told]:
    """Each as plain data."""
    return {measure: told(found) for measure, found in measures.items()}


def document(title: str, body: Html, words: Words) -> str:
    """`body` as a whole page."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", Html(CSS)),
    )
    page = element("html", head, element("body", element("main", body)), lang=words.language, dir=words.direction)
    return f"<!doctype html>\n{page}\n"
