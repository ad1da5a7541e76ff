"""Do we feel it together?"""

from __future__ import annotations

from typing import Any

from dugnad.pulse.report.figures import days, few, number, percent
from dugnad.pulse.report.sentences.finding import Beside, Finding, beside, by_chance, sided
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words

NO_ROOM = 0.95
"""Where chance alone makes so many acts meet, a little more or less of it tells nothing."""


def coincidence(one: Told, words: Words) -> Finding:
    """Whether people act at the same moments, beyond their common rhythm of the day."""
    told = {"share": percent(one.value or 0, words), "null": percent(one.null or 0, words)}
    if (one.null or 0) > NO_ROOM:
        title = words.gettext("So much happens that acts meet by chance alone")
    elif by_chance(one) is Beside.ABOVE:
        title = words.gettext("People act at the same moments, more than their days explain")
    elif by_chance(one) is Beside.BELOW:
        title = words.gettext("People act at the same moments less than their days explain")
    else:
        title = words.gettext("Acting at the same moments is explained by the rhythm of the day")
    text = words.gettext("%(share)s of all acts had an act of somebody else within the hour around them.")
    other = words.gettext("With the same habits on other days it would be %(null)s.")
    return Finding(title, (text % told, other % told))


def bursts(one: Told, words: Words) -> Finding:
    """Whether there were days on which many acted together."""
    broad = [burst for burst in found(one) if burst["broad"]]
    told = {"share": percent(one.value or 0, words), "null": percent(one.null or 0, words)}
    text = (
        words.gettext("%(share)s of all days on which somebody did something fell into bursts of many people.") % told
    )
    if not broad:
        return Finding(words.gettext("No burst of many people"), (text,))
    title = words.ngettext("One burst in which many took part", "%(n)s bursts in which many took part", len(broad))
    sentences = [text]
    if one.null is not None:
        sentences.append(words.gettext("By chance it would be %(null)s.") % told)
    widest = max(broad, key=lambda burst: float(burst["breadth"]))
    length = {
        "share": percent(float(widest["breadth"]), words),
        "days": days(max(1.0, (widest["end"] - widest["start"]) / 86_400), words),
    }
    sentences.append(words.gettext("In the broadest, %(share)s of those who act took part within %(days)s.") % length)
    return Finding(title % {"n": number(len(broad), words)}, tuple(sentences))


def found(one: Told) -> list[dict[str, Any]]:
    """The bursts of ten people or more; what fewer did together is told of nowhere."""
    every: list[dict[str, Any]] = list(one.details.get("found") or [])
    return [burst for burst in every if not few(int(burst["people"]))]


def lift(one: Told, words: Words) -> Finding:
    """Whether people help more after a gathering than in their own ordinary weeks."""
    told = {
        "times": number(one.value or 0, words, 1),
        "n": number(one.n, words),
        "days": days(float(one.details.get("days") or 7), words),
    }
    title = sided(
        beside(one, 1.0),
        words.gettext("After a gathering, people help more than they usually do"),
        words.gettext("After a gathering, people help less than they usually do"),
        words.gettext("Whether a gathering makes people help more cannot be told"),
    )
    text = words.gettext(
        "In the %(days)s after a gathering, %(n)s people who were there helped %(times)s times as much as in their own "
        "ordinary weeks."
    )
    sentences = [text % told]
    if one.details.get("before") is not None:
        before = {"times": number(float(one.details["before"]), words, 1)}
        sentences.append(words.gettext("In the days before it, it was %(times)s times.") % before)
    return Finding(title, tuple(sentences))
