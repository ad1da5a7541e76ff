"""Do clicks become acts?"""

from __future__ import annotations

from typing import Any

from dugnad.pulse.report.figures import days, decimals, few, number, percent
from dugnad.pulse.report.sentences.finding import Finding, how_many
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words


def effort(name: str, words: Words) -> str:
    """What an act costs, in words."""
    return {
        "token": words.gettext("a click"),
        "voice": words.gettext("words or a vote"),
        "work": words.gettext("time and skill"),
        "bring": words.gettext("somebody brought"),
        "give": words.gettext("money or things"),
    }.get(name, name)


def steps(one: Told) -> list[dict[str, Any]]:
    """The steps of the funnel, easiest first; those about fewer than ten people without value and k."""
    found: list[dict[str, Any]] = list(one.details.get("steps") or [])
    nothing = {"k": None, "value": None, "low": None, "high": None}
    return [step | (nothing if few(step["k"]) or few(one.n - step["k"]) else {}) for step in found]


def funnel(one: Told, words: Words) -> Finding:
    """How many of those who came in did something that costs."""
    told = {
        "share": percent(one.value or 0, words, decimals(one.n)),
        "n": number(one.n, words),
        "days": days(float(one.details.get("days") or 30), words),
    }
    title = how_many(
        one,
        words.gettext("Nearly everybody who came gave time or more"),
        words.gettext("Most who came gave time or more"),
        words.gettext("About half of those who came gave time or more"),
        words.gettext("Fewer than half of those who came gave time or more"),
        words.gettext("Hardly any of those who came gave time or more"),
    )
    text = words.gettext(
        "Of %(n)s who could be followed for %(days)s after they came, %(share)s did something that costs time."
    )
    if few(round((one.value or 0) * one.n)):
        text = words.gettext(
            "Of %(n)s who could be followed for %(days)s after they came, fewer than ten did something that costs time."
        )
    if one.value == 0:
        title = words.gettext("No act that costs time is seen here")
        text = words.gettext(
            "None of %(n)s who could be followed for %(days)s after they came did something that costs time, as far as "
            "these acts tell. Perhaps such acts are not written down in them."
        )
    new = int(one.details.get("too_new") or 0)
    return Finding(title, (text % told, too_new(new, words)))


def too_new(count: int, words: Words) -> str:
    """How many are left out because they came lately."""
    if not count:
        return ""
    if few(count):
        return words.gettext("Fewer than ten came too lately to be counted.")
    return words.gettext("%(n)s more came too lately to be counted.") % {"n": number(count, words)}


def time_to_work(one: Told, words: Words) -> Finding:
    """How long it takes until somebody does something that costs."""
    within = {
        "share": percent(one.value or 0, words, decimals(one.n)),
        "days": days(float(one.details.get("days") or 30), words),
        "n": number(one.n, words),
    }
    title = words.gettext("%(share)s gave time or more within %(days)s") % within
    text = words.gettext("%(share)s of %(n)s had given time, money or a newcomer within %(days)s after they came.")
    return Finding(title, (text % within, _half(one, words)))


def _half(one: Told, words: Words) -> str:
    """When half had done so. Told only within the days that most could be followed: later, few are left to tell."""
    median = one.details.get("median")
    if median is None or float(median) > float(one.details.get("days") or 30):
        return words.gettext("Half had not done so by then.")
    return words.gettext("Half had done so after %(days)s.") % {"days": days(float(median), words)}
