"""What a measure cannot see, beside its number."""

from __future__ import annotations

from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words

WORSE_HIGH = frozenset(
    {
        "zero_share",
        "gini",
        "gini_active",
        "theil",
        "tail",
        "top_share",
        "dependence",
        "recruited_nobody",
        "gave_nothing",
    }
)
"""Measures whose high numbers say that little is seen of many."""
AS_MUCH = {"pay_forward": 1.5, "lift": 1.5, "trees": 2.0, "time_to_answer": 24.0}
"""Where a number that is no share begins to say much."""


def cannot_see(one: Told, words: Words) -> tuple[str, ...]:
    """What this measure cannot see; beside every low number, and where there is none, that all else is not seen."""
    return tuple(filter(None, (elsewhere(words) if low(one) else None, _own(one.measure, words))))


def low(one: Told) -> bool:
    """Whether the number says that little is seen; also where there is none."""
    if one.value is None:
        return True
    if one.measure in WORSE_HIGH or one.measure == "time_to_answer":
        return one.value > AS_MUCH.get(one.measure, 0.5)
    return one.value < AS_MUCH.get(one.measure, 0.5)


def elsewhere(words: Words) -> str:
    """What none of the measures sees."""
    return words.gettext("What people do elsewhere, on the street, by telephone, in private letters, is not seen here.")


def _own(measure: str, words: Words) -> str | None:
    return (_of_acts(words) | _of_ties(words) | _of_time(words) | _of_growth(words)).get(measure)


def _of_acts(words: Words) -> dict[str, str]:
    unlike = words.gettext("It counts acts: an evening with somebody weighs as much as a line of text.")
    return {
        "zero_share": words.gettext(
            "Somebody who reads, or who is there for others without a word, counts as doing nothing."
        ),
        "gini": unlike,
        "gini_active": unlike,
        "lorenz": unlike,
        "top_share": unlike,
        "theil": unlike,
        "tail": words.gettext(
            "A tail says how far some stand out, and nothing of why. None of the three shapes need fit."
        ),
        "dependence": words.gettext("It cannot see who would step in: it is what was done, no forecast."),
        "funnel": words.gettext("It does not say why somebody went no further, nor whether they were ever asked."),
        "time_to_work": words.gettext(
            "It does not say why somebody went no further, nor whether they were ever asked."
        ),
    }


def _of_ties(words: Words) -> dict[str, str]:
    chance = words.gettext("Several names of one person look like people who help each other.")
    return {
        "reciprocity": chance,
        "overlap": words.gettext(
            "Somebody who is ill may be helped for years and owe nobody: being helped is no debt."
        ),
        "cycles": chance,
        "pay_forward": words.gettext("It cannot tell whether being helped was the cause, or a good week was."),
        "division_people": words.gettext(
            "It sees what people did, not what they can; specialists alone are no solidarity."
        ),
        "division_tasks": words.gettext(
            "It sees what people did, not what they can; specialists alone are no solidarity."
        ),
        "likeness": words.gettext(
            "A launch makes people alike; likeness says nothing of whether they need each other."
        ),
        "crossing": words.gettext(
            "It knows only the groups that are written down, and not what people have in common else."
        ),
    }


def _of_time(words: Words) -> dict[str, str]:
    launch = words.gettext("A launch, or a clock, can make it: it does not show that people need each other.")
    return {
        "time_to_answer": words.gettext(
            "It sees that there was an answer, not whether it was any help; a machine answers fast."
        ),
        "answered": words.gettext(
            "It sees that there was an answer, not whether it was any help; a machine answers fast."
        ),
        "completed": words.gettext("Many are helped and never say so. Who did not dare to ask is not seen."),
        "survival": words.gettext("Somebody may leave because all is well. To fall silent here is not to have left."),
        "carry_over": words.gettext("Those who come back may be those who always come."),
        "coincidence": launch,
        "bursts": launch,
        "lift": words.gettext("Those who come to a gathering may have had a good week before it."),
    }


def _of_growth(words: Words) -> dict[str, str]:
    return {
        "recruited_share": words.gettext(
            "It sees who is written down as having brought somebody, not whose word moved them."
        ),
        "recruited_nobody": words.gettext(
            "Whoever came lately had little time to bring anybody; and many bring people unseen."
        ),
        "gave_nothing": words.gettext(
            "Those who gave elsewhere, or gave their time, are among those who gave nothing here."
        ),
        "trees": words.gettext("Each tree begins with the first who is known: whoever told them of it is not seen."),
    }
