"""What is seen first: whose pulse it is, what it comes to, and a few large truths."""

from __future__ import annotations

from dugnad.pulse.engine.results import Results
from dugnad.pulse.report.figures import number
from dugnad.pulse.report.html import Html, element, together
from dugnad.pulse.report.questions import QUESTIONS, asked
from dugnad.pulse.report.reading import reading
from dugnad.pulse.report.said import days_of
from dugnad.pulse.report.signs import Results as Told
from dugnad.pulse.report.signs import Sign
from dugnad.pulse.report.truths import truths
from dugnad.pulse.report.words import Words


def title(results: Results, words: Words) -> str:
    """The name of the page."""
    return words.gettext("The pulse of %(source)s") % {"source": results.circle or results.source}


def header(results: Results, words: Words) -> Html:
    """Whose pulse, of how many, over which time."""
    told = {
        "members": number(results.members, words),
        "acts": number(results.acts, words),
        "days": apart(days_of(results.window.start, results.window.end), words),
    }
    of = words.gettext("%(members)s members, %(acts)s acts, %(days)s.") % told
    return element("header", element("h1", title(results, words)), element("p", of, _class="quiet"), _class="stack")


def cannot_show(cannot: tuple[str, ...], words: Words) -> Html | None:
    """What the file that the acts came from cannot show, before anything is read from it."""
    if not cannot:
        return None
    items = element("ul", *[element("li", one) for one in cannot])
    heading = element("h2", words.gettext("What this file cannot show"))
    return element("section", heading, items, _class="stack")


def apart(text: str, words: Words) -> str:
    """Numbers and dates that read from left to right within a line that reads from right to left."""
    return f"\N{LEFT-TO-RIGHT ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if words.direction == "rtl" else text


def lead(results: Told, words: Words) -> Html:
    """What it comes to, what that rests on, and the large truths, each leading to its plot and its limits."""
    found = reading(results, words)
    why = element("summary", words.gettext("What this rests on"))
    inner = together(
        element("h2", found.title),
        element("p", " ".join(found.sentences)),
        element("details", why, rests_on(found.signs, words), open=""),
    )
    links = [element("li", element("a", truth.text, href=f"#{truth.measure}")) for truth in truths(results, words)]
    return together(
        element("section", inner, _class=f"lead stack {found.kind.replace(' ', '-')}"),
        element("h2", words.gettext("In a few sentences")) if links else None,
        element("ul", *links, _class="truths") if links else None,
    )


def rests_on(signs: tuple[Sign, ...], words: Words) -> Html:
    """Each sign with a yes, a no, or that it cannot be told."""
    answers = {True: words.gettext("yes"), False: words.gettext("no"), None: words.gettext("cannot be told")}
    classes = {True: "yes", False: "no", None: "open"}
    rows = [
        element(
            "tr",
            element("th", element("a", sign.text, href=f"#{sign.measure}"), scope="row"),
            element("td", answers[sign.met], _class=classes[sign.met]),
        )
        for sign in signs
    ]
    caption = words.gettext("A yes or a no only where the whole interval says it. They are not added up.")
    return element("table", element("caption", caption), element("tbody", *rows), _class="signs")


def contents(words: Words) -> Html:
    """The ten questions, to go to."""
    items = [element("li", element("a", asked(one.key, words), href=f"#q-{one.key}")) for one in QUESTIONS]
    heading = element("h2", words.gettext("Ten questions"), id="contents")
    return element("nav", heading, element("ol", *items), aria_labelledby="contents")
