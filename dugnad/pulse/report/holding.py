"""What holds it together: three patterns, each with what shows it or does not. Several may show, or none."""

from __future__ import annotations

from collections.abc import Mapping

from dugnad.methods.pulse.measured import Caution, Measured, Reason
from dugnad.methods.pulse.patterns import Evidence, Says, Sign, pattern
from dugnad.pulse.report.figures import number
from dugnad.pulse.report.html import Html, element
from dugnad.pulse.report.names import name
from dugnad.pulse.report.said import known
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words

DIVISION, LIKENESS, TIES = "division_people", "likeness", ("reciprocity", "cycles")


def held_together(results: Mapping[str, Told], words: Words) -> Html | None:
    """One article; None where neither division nor likeness is known."""
    if not any(known(one) for measure in (DIVISION, LIKENESS) if (one := results.get(measure))):
        return None
    found = pattern(
        as_measured(results, DIVISION), as_measured(results, LIKENESS), [as_measured(results, tie) for tie in TIES]
    )
    signs = (found.mechanical, found.organic, found.specialists)
    rows = [row(sign, texts, words) for sign, texts in zip(signs, sentences(words), strict=True)]
    return element(
        "article",
        element("h3", words.gettext("What holds it together"), id="held-title"),
        element("p", words.gettext("Three patterns, read from the measures above. Several may show, or none.")),
        element("ul", *rows),
        _class="measure stack",
        id="held",
        aria_labelledby="held-title",
    )


def as_measured(results: Mapping[str, Told], measure: str) -> Measured:
    """As the method takes it, beside what chance gives on the scale of its value; unknown where it was not told."""
    one = results.get(measure)
    if one is None or not known(one):
        return Measured(measure=measure, version="", n=0, reason=Reason.NOTHING_DONE)
    return Measured(
        measure=measure,
        version=one.version,
        n=one.n,
        value=one.value,
        low=one.low,
        high=one.high,
        null=one.chance,
        caution=Caution(one.caution) if one.caution else None,
    )


def sentences(words: Words) -> tuple[tuple[str, str, str], ...]:
    """For each pattern: that it shows, that it does not, that it cannot be told."""
    return (
        (
            words.gettext("Likeness: people do alike, more than chance would have it, and divide little."),
            words.gettext("Likeness does not show: people are not alike beyond chance, or they divide the work."),
            words.gettext("Whether likeness holds people together cannot be told."),
        ),
        (
            words.gettext("Need of one another: people do different things, and help goes back or around."),
            words.gettext("Need of one another does not show: people divide little, or help does not come back."),
            words.gettext("Whether people hold together by needing one another cannot be told."),
        ),
        (
            words.gettext("Specialists: people do different things, and help does not come back."),
            words.gettext("Specialists who keep apart do not show."),
            words.gettext("Whether they are specialists who keep apart cannot be told."),
        ),
    )


def row(sign: Sign, texts: tuple[str, str, str], words: Words) -> Html:
    """One pattern with its evidence."""
    shows, does_not, untold = texts
    text = untold if sign.shows is None else shows if sign.shows else does_not
    evidence = "; ".join(one for one in (figures(each, words) for each in sign.evidence) if one)
    return element("li", text, " ", element("small", evidence, dir="auto") if evidence else None)


def figures(one: Evidence, words: Words) -> str:
    """A measure's value beside the bound it had to pass; empty where it said nothing."""
    if one.says is Says.UNKNOWN or one.value is None or one.bound is None:
        return ""
    told = {
        "name": name(one.measure, words),
        "value": number(one.value, words, 2),
        "bound": number(one.bound, words, 2),
    }
    if one.says is Says.ABOVE:
        return words.gettext("%(name)s: %(value)s, above %(bound)s") % told
    return words.gettext("%(name)s: %(value)s, not surely above %(bound)s") % told
