"""Is help passed on, do people need each other, and do they reach across?"""

from __future__ import annotations

import numpy as np

from dugnad.methods.pulse.crossing import Crossing, crossing
from dugnad.methods.pulse.division import Divided, division
from dugnad.methods.pulse.lifting import Lift, lift
from dugnad.methods.pulse.paying_forward import PayForward, pay_forward
from dugnad.pulse.engine.gathered import Gathered


def pay_forward_of(of: Gathered) -> PayForward:
    """Of help in the window, members counting from when they came until they left."""
    giver, receiver, at = of.between.all_help
    start = of.scope.start / 1e6
    since = np.where(np.isnan(of.moments.came), of.since, of.moments.came)
    until = np.where(np.isnan(of.moments.left), of.until, of.moments.left)
    return pay_forward(
        giver,
        receiver,
        at,
        members=of.members,
        start=start,
        end=of.until,
        since=since,
        until=until,
        window=of.window,
    )


def division_of(of: Gathered) -> Divided:
    """Of what is more than a click, by verb."""
    return division(*of.between.tasks, seed=of.seed, window=of.window)


def lift_of(of: Gathered) -> Lift:
    """Helping, in the days after gatherings at which somebody was checked in."""
    attendee, gathering, ended = of.between.attended
    helping = of.helping_here
    return lift(*helping, attendee=attendee, gathering=gathering, ended=ended, window=of.window, seed=of.seed)


def crossing_of(of: Gathered) -> Crossing:
    """Across circles: each member stands in the one where they act most."""
    return crossing(*of.between.help, of.between.homes, seed=of.seed, window=of.window)
