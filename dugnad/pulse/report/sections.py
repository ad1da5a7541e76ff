"""The sections of the page: each question with its measures, told or too little data."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dugnad.pulse.report.holding import held_together
from dugnad.pulse.report.html import Html, element, together
from dugnad.pulse.report.names import name
from dugnad.pulse.report.parts import parted
from dugnad.pulse.report.questions import Question, asked
from dugnad.pulse.report.said import Said, said
from dugnad.pulse.report.tabled import as_details
from dugnad.pulse.report.tables import table
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words

Results = Mapping[str, Told]
Plot = Callable[[Told, Words], str | None]
Parts = Mapping[str, Mapping[str, Told]]


def question(found: Question, results: Results, parts: Parts, plot: Plot, words: Words) -> Html:
    """A question, the measures that answer it, and at its end those that cannot."""
    told = [(results[measure], said(results[measure], words)) for measure in found.measures if measure in results]
    known = [measured(one, finding, parts.get(one.measure, {}), plot, words) for one, finding in told if finding.known]
    known += [whole for whole in [held_together(results, words) if found.key == "differing" else None] if whole]
    silent = [unknown(finding, words) for _, finding in told if not finding.known]
    heading = element("h2", asked(found.key, words), id=f"q-{found.key}")
    listed = element("ul", *silent, _class="unknown") if silent else None
    if silent and known:
        listed = together(element("h3", words.gettext("Too little data")), listed)
    return element("section", heading, *known, listed, _class="question stack", aria_labelledby=f"q-{found.key}")


def measured(one: Told, finding: Said, parts: Mapping[str, Told], plot: Plot, words: Words) -> Html:
    """One measure: what it finds, its plot, figures, table and limits."""
    picture, numbers = plot(one, words), table(one, words)
    return element(
        "article",
        element("h3", finding.title, id=f"{one.measure}-title"),
        *[element("p", sentence) for sentence in finding.sentences],
        element("figure", Html(picture)) if picture else None,
        figures(finding),
        element("p", " ".join((words.gettext("What this cannot see:"), *finding.limits)), _class="limits"),
        as_details(numbers, one.measure, words) if numbers and numbers.rows else None,
        parted(one, parts, words),
        _class="measure stack",
        id=one.measure,
        aria_labelledby=f"{one.measure}-title",
    )


def figures(finding: Said) -> Html:
    """Value, interval, chance, n, time and version."""
    pairs = [
        element("div", element("dt", label), " ", element("dd", text, dir="auto")) for label, text in finding.figures
    ]
    return element("dl", *pairs)


def unknown(finding: Said, words: Words) -> Html:
    """A measure with too little data, and why."""
    why = " ".join(finding.sentences)
    of = "; ".join(f"{label}: {text}" for label, text in finding.figures)
    return element(
        "li",
        element("strong", name(finding.measure, words)),
        " ",
        why,
        " ",
        element("small", of),
        id=finding.measure,
    )
