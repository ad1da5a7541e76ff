"""What makes one group unlike another: the contrast table of 4-measures, section 9. Knobs, and no findings [guess]."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Knobs:
    """A group. Shares are in [0, 1].

    `beyond`: share of members who do more than click, within 30 days. `lasts`: share who are still there after 90 days.
    `launch`: share who come in the first days; the rest come over four months. `recruited`: share who came through
    one of the active. `named`: share of asks put to one by name. `answered`: share of asks answered within a day, half
    of them (of all, if more than half are) within `hours`. `both`: share of those who help or ask that do both. `back`:
    how often somebody's own partner answers. `asks` and `tasks`: mean of each asker, of each who does more.
    `own`: how often one does one's own task. `together`: share of tasks done at the same hour as others, at
    `gatherings` of the whole time; without any, at the launch. `kept`: share of pledges that are kept.
    """

    beyond: float
    lasts: float
    launch: float
    recruited: float
    named: float
    answered: float
    hours: float
    both: float
    back: float
    asks: float
    tasks: float
    own: float
    together: float
    gatherings: int
    kept: float
    circles: int = 1


CLICKTIVIST = Knobs(
    beyond=0.03, lasts=0.02, launch=0.9, recruited=0.3, named=0.0, answered=0.05, hours=12.0, both=0.0, back=0.0,
    asks=12.0, tasks=2.0, own=0.0, together=0.0, gatherings=0, kept=0.05,
)  # fmt: skip
MUTUAL = Knobs(
    beyond=0.6, lasts=0.6, launch=0.1, recruited=0.7, named=0.6, answered=0.8, hours=3.0, both=0.5, back=0.9,
    asks=12.0, tasks=12.0, own=0.75, together=0.05, gatherings=0, kept=0.75, circles=4,
)  # fmt: skip
SWARM = Knobs(
    beyond=0.3, lasts=0.1, launch=0.9, recruited=0.4, named=0.2, answered=0.5, hours=1.0, both=0.1, back=0.0,
    asks=6.0, tasks=10.0, own=0.25, together=0.8, gatherings=0, kept=0.5,
)  # fmt: skip
ASSEMBLY = Knobs(
    beyond=0.5, lasts=0.4, launch=0.4, recruited=0.4, named=0.5, answered=0.6, hours=12.0, both=0.3, back=0.6,
    asks=6.0, tasks=12.0, own=0.6, together=0.7, gatherings=30, kept=0.6,
)  # fmt: skip
COMMONS = Knobs(
    beyond=0.4, lasts=0.7, launch=0.1, recruited=0.3, named=0.5, answered=0.6, hours=20.0, both=0.4, back=0.7,
    asks=8.0, tasks=20.0, own=0.95, together=0.0, gatherings=0, kept=0.7, circles=2,
)  # fmt: skip
GROUPS = {
    "clicktivist cause": CLICKTIVIST,
    "mutual-support group": MUTUAL,
    "swarm": SWARM,
    "assembly": ASSEMBLY,
    "commons": COMMONS,
}
