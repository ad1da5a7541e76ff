"""What each measure says in whole sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dugnad.pulse.report.sentences import (
    acting,
    alone,
    differing,
    following,
    growing,
    lasting,
    returning,
    standing_out,
    together,
)
from dugnad.pulse.report.sentences.finding import Finding
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words

FINDINGS: Mapping[str, Callable[[Told, Words], Finding]] = {
    "zero_share": acting.zero_share,
    "gini": acting.gini,
    "gini_active": acting.gini_active,
    "lorenz": acting.lorenz,
    "top_share": acting.top_share,
    "theil": acting.theil,
    "tail": standing_out.tail,
    "dependence": standing_out.dependence,
    "funnel": following.funnel,
    "time_to_work": following.time_to_work,
    "reciprocity": returning.reciprocity,
    "overlap": returning.overlap,
    "cycles": returning.cycles,
    "pay_forward": returning.pay_forward,
    "division_people": differing.division_people,
    "division_tasks": differing.division_tasks,
    "likeness": differing.likeness,
    "time_to_answer": alone.time_to_answer,
    "answered": alone.answered,
    "completed": alone.completed,
    "survival": lasting.survival,
    "carry_over": lasting.carry_over,
    "coincidence": together.coincidence,
    "bursts": together.bursts,
    "lift": together.lift,
    "crossing": differing.crossing,
    "recruited_share": growing.recruited_share,
    "recruited_nobody": growing.recruited_nobody,
    "gave_nothing": growing.gave_nothing,
    "trees": growing.trees,
}
