"""Which measure is computed from what. A line here adds one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dugnad.methods.pulse.alike import likeness
from dugnad.methods.pulse.bursting import bursts
from dugnad.methods.pulse.coinciding import coincidence
from dugnad.methods.pulse.cycles import cycles
from dugnad.methods.pulse.ginis import gini, gini_active
from dugnad.methods.pulse.lorenz import lorenz
from dugnad.methods.pulse.measured import Measured
from dugnad.methods.pulse.overlap import overlap
from dugnad.methods.pulse.reciprocity import reciprocity
from dugnad.methods.pulse.tail import tail
from dugnad.methods.pulse.theil import theil
from dugnad.methods.pulse.top import top_share
from dugnad.methods.pulse.zeros import zero_share
from dugnad.pulse.engine import alone, clicks, few, growth, together
from dugnad.pulse.engine.gathered import Gathered
from dugnad.pulse.engine.spreads import BEYOND

MEASURES: Mapping[str, Callable[[Gathered], Measured]] = {
    "zero_share": lambda of: zero_share(of.spread(BEYOND), window=of.window),
    "gini": lambda of: gini(of.spread(BEYOND), seed=of.seed, window=of.window),
    "gini_active": lambda of: gini_active(of.spread(BEYOND), seed=of.seed, window=of.window),
    "lorenz": lambda of: lorenz(of.spread(BEYOND), seed=of.seed, window=of.window),
    "top_share": lambda of: top_share(of.spread(BEYOND), seed=of.seed, window=of.window),
    "theil": lambda of: theil(of.spread(BEYOND), seed=of.seed, window=of.window),
    "tail": lambda of: tail(of.spread(BEYOND), seed=of.seed, window=of.window),
    "dependence": few.dependence_of,
    "funnel": clicks.funnel_of,
    "time_to_work": clicks.time_to_work_of,
    "reciprocity": lambda of: reciprocity(*of.between.help, members=of.members, seed=of.seed, window=of.window),
    "overlap": lambda of: overlap(*of.between.help, members=of.members, window=of.window),
    "cycles": lambda of: cycles(*of.between.help, members=of.members, seed=of.seed, window=of.window),
    "pay_forward": together.pay_forward_of,
    "division_people": lambda of: together.division_of(of).people,
    "division_tasks": lambda of: together.division_of(of).tasks,
    "likeness": lambda of: likeness(*of.between.tasks, seed=of.seed, window=of.window),
    "time_to_answer": alone.time_to_answer_of,
    "answered": alone.answered_of,
    "completed": alone.completed_of,
    "survival": clicks.survival_of,
    "carry_over": clicks.carry_over_of,
    "coincidence": lambda of: coincidence(*of.acts_here, window=of.window, seed=of.seed),
    "bursts": lambda of: bursts(*of.acts_here, window=of.window, seed=of.seed),
    "lift": together.lift_of,
    "crossing": together.crossing_of,
    "recruited_share": growth.recruited_share_of,
    "recruited_nobody": growth.recruited_nobody_of,
    "gave_nothing": growth.gave_nothing_of,
    "trees": growth.trees_of,
}
