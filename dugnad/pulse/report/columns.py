"""Two columns: all measures of one table of acts beside those of another."""

from __future__ import annotations

from dugnad.pulse.engine.results import Results
from dugnad.pulse.report.comparing import cell, equal, in_words
from dugnad.pulse.report.figures import number
from dugnad.pulse.report.html import Html, element
from dugnad.pulse.report.names import name
from dugnad.pulse.report.questions import QUESTIONS
from dugnad.pulse.report.reading import reading
from dugnad.pulse.report.said import days_of
from dugnad.pulse.report.told import told
from dugnad.pulse.report.words import Words


def beside_each_other(one: Results, other: Results, words: Words) -> Html:
    """The section that compares; where the times are not of one length, it says that instead."""
    heading = element("h2", words.gettext("Beside each other"), id="compared")
    if equal(one.window, other.window):
        return element("section", heading, *_compared(one, other, words), _class="question stack")
    ends = {
        "first": days_of(one.window.start, one.window.end),
        "second": days_of(other.window.start, other.window.end),
    }
    text = words.gettext(
        "They are not compared: the first is of %(first)s, the second of %(second)s. A longer time makes more people "
        "act, so that only times of the same length are compared. Choose one with --window."
    )
    return element("section", heading, element("p", text % ends), _class="question stack")


def _compared(one: Results, other: Results, words: Words) -> list[Html]:
    names = (_whose(one), _whose(other))
    if names[0] == names[1]:
        names = (words.gettext("The first"), words.gettext("The second"))
    rows = [_row(one, other, measure, names, words) for question in QUESTIONS for measure in question.measures]
    heads = [element("th", text, scope="col") for text in (words.gettext("What"), *names, words.gettext("Difference"))]
    caption = words.gettext("Each value with its interval. First: %(one)s. Second: %(two)s.")
    titles = [
        reading({key: told(found) for key, found in results.measures.items()}, words).title for results in (one, other)
    ]
    table = element(
        "table",
        element("caption", caption % {"one": names[0], "two": names[1]}),
        element("thead", element("tr", *heads)),
        element("tbody", *filter(None, rows)),
        _class="both",
    )
    said = [element("p", element("strong", f"{whose}: "), title) for whose, title in zip(names, titles, strict=True)]
    sizes = words.gettext("%(one)s members in the first, %(two)s in the second.")
    told_sizes = sizes % {"one": number(one.members, words), "two": number(other.members, words)}
    return [*said, element("p", told_sizes, _class="quiet"), table, element("p", _honest(words), _class="limits")]


def _whose(results: Results) -> str:
    return results.circle or results.source


def _row(one: Results, other: Results, measure: str, names: tuple[str, str], words: Words) -> Html | None:
    if measure not in one.measures or measure not in other.measures:
        return None
    first, second = told(one.measures[measure]), told(other.measures[measure])
    cells = [
        element("td", cell(each, words), data_of=whose) for each, whose in zip((first, second), names, strict=True)
    ]
    difference = element("td", in_words(first, second, words), data_of=words.gettext("Difference"))
    return element("tr", element("th", name(measure, words), scope="row"), *cells, difference)


def _honest(words: Words) -> str:
    return words.gettext(
        "A difference is told where the interval of the difference leaves out 0. Of thirty such comparisons one "
        "or two would be told by chance alone. Groups differ in many things: none of this says why."
    )
