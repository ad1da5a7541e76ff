"""Is anybody left alone? Of the asks that were put in the window."""

from __future__ import annotations

from dugnad.methods.pulse.answered import Answered, answered
from dugnad.methods.pulse.answering import TimeToAnswer, time_to_answer
from dugnad.methods.pulse.completing import Completed, completed
from dugnad.pulse.engine.gathered import Gathered


def time_to_answer_of(of: Gathered) -> TimeToAnswer:
    """The first answer by another person, of whatever kind."""
    fates = of.between.fates
    return time_to_answer(
        fates["at"],
        fates["first"],
        fates["withdrawn"],
        asker=fates["asker"],
        until=of.until,
        window=of.window,
    )


def answered_of(of: Gathered) -> Answered:
    """Within an hour, a day, a week; practical and emotional apart."""
    fates = of.between.fates
    return answered(
        fates["at"],
        fates["first"],
        fates["withdrawn"],
        asker=fates["asker"],
        practical=fates["practical"],
        emotional=fates["emotional"],
        until=of.until,
        window=of.window,
    )


def completed_of(of: Gathered) -> Completed:
    """Those of which the asker said that they were helped."""
    fates = of.between.fates
    return completed(fates["at"], fates["confirmed"], asker=fates["asker"], until=of.until, window=of.window)
