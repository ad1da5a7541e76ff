"""How far the most active stand out, and what would be lost without them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dugnad.pulse.report.figures import number, people, percent
from dugnad.pulse.report.sentences.finding import Finding, beside, sided
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words

SHOWN = (5, 10)
"""Members taken out of whom a page tells. What one alone does is about one person, and stands on no page."""


def tail(one: Told, words: Words) -> Finding:
    """The exponent of the tail, and which shape is nearest."""
    told = {"value": number(one.value or 0, words, 2), "least": number(float(one.details.get("least") or 1), words)}
    text = words.gettext(
        "From %(least)s acts on, the number of people falls with the number of acts to the power of −%(value)s: the "
        "smaller this number, the further a few stand out."
    )
    return Finding(words.gettext("How steeply the most active stand out"), (text % told, nearest(one, words)))


def nearest(one: Told, words: Words) -> str:
    """Which of three shapes is nearest to the tail."""
    shapes = {
        "power law": words.gettext("Of three shapes a power law is nearest, as where success brings success."),
        "log-series": words.gettext("Of three shapes a log-series is nearest: few, but not without measure."),
        "log-normal": words.gettext("Of three shapes a log-normal is nearest: few, but not without measure."),
    }
    return shapes.get(
        str(one.details.get("nearest")),
        words.gettext("Which of three shapes is nearest cannot be told, so it is not called a power law."),
    )


def dependence(one: Told, words: Words) -> Finding:
    """What would be lost without the few who do most."""
    told = {"share": percent(one.value or 0, words), "null": percent(one.null or 0, words)}
    title = sided(
        beside(one, 0.5),
        words.gettext("Without five people, most of the help would be gone"),
        words.gettext("Without the five who help most, most of the help would still be there"),
        words.gettext("Without five people, about half of the help would be gone"),
    )
    five = words.gettext("Without the five who help most, %(share)s of all help would have been missing.")
    sentences = [five % told]
    if one.null is not None:
        chance = words.gettext("Among as many helpers, helping alike, five would make %(null)s by chance.")
        sentences.append(chance % told)
    return Finding(title, (*sentences, *stopping(one.details.get("stopping"), words)))


def stopping(found: Any, words: Words) -> tuple[str, ...]:
    """How few must stop until half of the answered asks would have had no answer."""
    if not isinstance(found, dict) or found.get("value") is None:
        return ()
    told = {
        "people": resting_on(found, words),
        "helpers": people(int(found.get("helpers") or 0), words),
        "n": number(found["n"], words),
    }
    text = words.gettext(
        "Half of %(n)s answered asks rest on %(people)s, of %(helpers)s who answered: without them they would have had "
        "no answer."
    )
    return (text % told,)


def resting_on(found: Mapping[str, Any], words: Words) -> str:
    """How many must stop: a fact about the group, and of none of them. Between two bounds where it is not known."""
    enough = int(found["value"])
    least = int(found.get("at_least") or enough)
    if enough < 5:
        return words.gettext("fewer than five people")
    if least == enough:
        return words.gettext("%(n)s people") % {"n": number(enough, words)}
    if least < 5:
        return words.gettext("at most %(n)s people") % {"n": number(enough, words)}
    return words.gettext("%(least)s to %(n)s people") % {"least": number(least, words), "n": number(enough, words)}


def lost_parts(one: Told) -> list[tuple[str, int, dict[str, Any]]]:
    """For each kind of acts and number of people taken out: what would be lost, plain. Without the top one alone."""
    lost: dict[str, list[dict[str, Any]]] = one.details.get("lost") or {}
    return [(kind, part["taken"], part) for kind, parts in lost.items() for part in parts if part["taken"] in SHOWN]
