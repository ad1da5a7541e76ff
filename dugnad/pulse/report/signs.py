"""The few things that are looked at before anything is said of the whole; each alone is told, never added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dugnad.methods.shares import FEWEST
from dugnad.pulse.report.said import known
from dugnad.pulse.report.sentences.finding import HALF, TENTH, Beside, beside
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words

Results = Mapping[str, Told]
DOUBTED = frozenset({"few carry", "busy"})
"""Cautions with which more than chance is no sign: five carry it, or it was out of the ordinary before, too."""
FEWEST_TWICE = 40
"""Members from which fewer than twenty helpers are fewer than half."""


@dataclass(frozen=True)
class Sign:
    """Whether `text` is so: True or False where the whole interval says it, None where it cannot be told."""

    key: str
    measure: str
    text: str
    met: bool | None


def signs(results: Results, words: Words) -> tuple[Sign, ...]:
    """All of them, in the order in which they are told."""
    passed, by = passed_on(results)
    carried_, whose = carried(results), "dependence"
    return (
        Sign("answered", "answered", words.gettext("Most asks are answered within a day"), above(results, "answered")),
        Sign("passed on", by, words.gettext("Help is returned or passed on, more than by chance"), passed),
        Sign("carried", whose, words.gettext("Without five people, most of the help would still be there"), carried_),
        Sign("acting", "zero_share", words.gettext("Most do more than join or click"), below(results, "zero_share")),
        Sign("working", "funnel", words.gettext("Most who come give time or more"), works(results)),
        Sign("bringing", "recruited_nobody", words.gettext("Most bring somebody"), below(results, "recruited_nobody")),
        Sign("giving", "gave_nothing", words.gettext("More than one in ten gave"), gave(results)),
        Sign("lasting", "survival", words.gettext("Most are still active after ninety days"), lasts(results)),
    )


def told_of(results: Results, measure: str) -> Told | None:
    """A measure that may be told of."""
    one = results.get(measure)
    return one if one is not None and known(one) else None


def above(results: Results, measure: str, level: float = HALF) -> bool | None:
    """Whether a measure lies above `level`, with its whole interval."""
    return {Beside.ABOVE: True, Beside.BELOW: False}.get(beside(told_of(results, measure), level))


def below(results: Results, measure: str, level: float = HALF) -> bool | None:
    """Whether a measure lies below `level`, with its whole interval."""
    found = above(results, measure, level)
    return None if found is None else not found


def works(results: Results, level: float = HALF) -> bool | None:
    """Whether more than `level` of those who came gave time or more; unknown where no such act is seen at all."""
    one = told_of(results, "funnel")
    return None if one is None or one.value == 0 else above(results, "funnel", level)


def gave(results: Results) -> bool | None:
    """Whether more than a tenth gave; unknown where no gift is seen at all, since perhaps none was asked for."""
    one = told_of(results, "gave_nothing")
    return None if one is None or one.value == 1 else below(results, "gave_nothing", 1 - TENTH)


def lasts(results: Results) -> bool | None:
    """Whether most stay. Where so few are left that nothing is told of them, it is known that most do not."""
    one = results.get("survival")
    if one is not None and one.reason == "few left" and one.n >= FEWEST:
        at_most = one.details.get("at_most")
        return False if at_most is not None and at_most < HALF else None
    return above(results, "survival")


def passed_on(results: Results) -> tuple[bool | None, str]:
    """Whether one of three ways of returning help lies above chance, and which; False where none of those told does.

    Where five people carry more than half of it, or it was out of the ordinary before, too, more than chance is no
    sign.
    """
    levels = {"reciprocity": 0.0, "cycles": None, "pay_forward": 1.0}
    found: bool | None = None
    for measure, level in levels.items():
        one = told_of(results, measure)
        if one is None:
            continue
        lies = beside(one, one.null if level is None else level)
        if lies is Beside.ABOVE and one.caution not in DOUBTED:
            return True, measure
        found = False if lies is not Beside.UNKNOWN else found
    return found, "reciprocity"


def carried(results: Results) -> bool | None:
    """Whether most help is left without the five who help most. Fewer than twenty helpers of forty members: no."""
    one, members = results.get("dependence"), results.get("zero_share")
    if one is not None and one.reason == "few active" and members is not None:
        return False if members.n >= FEWEST_TWICE and one.n >= FEWEST else None
    return below(results, "dependence")
