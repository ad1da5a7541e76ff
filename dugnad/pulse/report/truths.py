"""A few large truths in whole sentences, each leading to its plot and its limits."""

from __future__ import annotations

from dataclasses import dataclass

from dugnad.pulse.report.figures import decimals, few, hides, number, percent
from dugnad.pulse.report.sentences.finding import Beside, beside
from dugnad.pulse.report.sentences.standing_out import resting_on
from dugnad.pulse.report.signs import Results, told_of
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words

MOST = 5
ROUGH = 0.3
"""How wide an interval is, from which a sentence gives its ends and not its middle."""


@dataclass(frozen=True)
class Truth:
    """A sentence, and the `measure` whose plot and limits it opens."""

    measure: str
    text: str


def truths(results: Results, words: Words) -> tuple[Truth, ...]:
    """Up to five, in the order of what matters most; those with too little data are left out."""
    ways = {
        "answered": answered,
        "dependence": carried,
        "overlap": helped,
        "survival": stayed,
        "zero_share": joined,
        "recruited_nobody": nobody,
        "gave_nothing": gave,
        "top_share": top,
    }
    found = [(measure, told_of(results, measure)) for measure in ways]
    every = [Truth(measure, ways[measure](one, words)) for measure, one in found if one is not None]
    return tuple(truth for truth in every if truth.text)[:MOST]


def answered(one: Told, words: Words) -> str:
    """Of asks."""
    return words.gettext("%(share)s of asks were answered within a day.") % {"share": _share(one, words)}


def carried(one: Told, words: Words) -> str:
    """Of those without whom it would stop."""
    if beside(one, 0.5) is Beside.ABOVE:
        share = percent(one.value or 0, words)
        return words.gettext("Five people gave %(share)s of all help.") % {"share": share}
    found = one.details.get("stopping") or {}
    if found.get("value") is None:
        return ""
    told = {"people": resting_on(found, words)}
    return words.gettext("Half of the answered asks rest on %(people)s.") % told


def helped(one: Told, words: Words) -> str:
    """Of those who were helped."""
    both, helped_ = int(one.details.get("both") or 0), int(one.details.get("helped") or 0)
    if helped_ < 10 or few(both):
        return ""
    if not both:
        return words.gettext("Nobody who was helped is seen to have helped.")
    if few(helped_ - both):
        return words.gettext("Nearly all who were helped have helped, too.") if both > 0.9 * helped_ else ""
    return words.gettext("%(some)s of ten who were helped have helped, too.") % {"some": tenths(both / helped_, words)}


def tenths(value: float, words: Words) -> str:
    """How many of ten, as a word that begins a sentence."""
    told = (
        words.gettext("Fewer than one"),
        words.gettext("One"),
        words.gettext("Two"),
        words.gettext("Three"),
        words.gettext("Four"),
        words.gettext("Five"),
        words.gettext("Six"),
        words.gettext("Seven"),
        words.gettext("Eight"),
        words.gettext("Nine"),
        words.gettext("Nearly ten"),
    )
    return told[round(10 * value)]


def nobody(one: Told, words: Words) -> str:
    """Of those who brought nobody; said only where somebody brought many enough."""
    if one.value == 1 or hides(one.value or 0, one.n):
        return ""
    return words.gettext("%(share)s of members brought nobody.") % {"share": _share(one, words)}


def gave(one: Told, words: Words) -> str:
    """Of those who gave nothing; said only where somebody gave."""
    if one.value == 1 or hides(one.value or 0, one.n):
        return ""
    return words.gettext("%(share)s of members gave nothing.") % {"share": _share(one, words)}


def joined(one: Told, words: Words) -> str:
    """Of those who only joined; said only where somebody did no more."""
    if one.value == 0 or hides(one.value or 0, one.n):
        return ""
    told = {"share": _share(one, words), "n": number(one.n, words)}
    return words.gettext("%(share)s of %(n)s members did nothing more than join or click.") % told


def top(one: Told, words: Words) -> str:
    """Of the most active."""
    share = percent(one.value or 0, words)
    told = {"part": percent(float(one.details.get("part", 0.1)), words), "share": share}
    return words.gettext("The most active %(part)s did %(share)s of everything.") % told


def stayed(one: Told, words: Words) -> str:
    """Of those who are still there."""
    return words.gettext("%(share)s are still active after ninety days.") % {"share": _share(one, words)}


def _share(one: Told, words: Words) -> str:
    """The share; where it is known only roughly, where it lies, as the beginning of a sentence."""
    if one.low is None or one.high is None or one.high - one.low <= ROUGH:
        return percent(one.value or 0, words, decimals(one.n))
    ends = {"low": percent(one.low, words), "high": percent(one.high, words)}
    return words.gettext("Somewhere between %(low)s and %(high)s") % ends
