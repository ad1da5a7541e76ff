"""What one look at a table of acts has found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dugnad.methods.pulse.measured import Measured, Window
from dugnad.pulse.acts.left_out import LeftOut

VERSION = "1"


@dataclass(frozen=True, kw_only=True)
class Results:
    """All measures of the acts in `source`, over `window`, in one `circle` or in all.

    `measures` has every id of the table in docs/measures/README.md, in its order. Each is a `Measured`, or one of its
    kinds with more in it: curves, trees, cohorts. `parts` has, for some ids, the same measure of a part of the acts,
    by the name of the part: of `zero_share` and `gini` for each effort, and for helping.

    `members` is how many there are in the scope, `acts` how many they did in the window; `rows` is how many stood in
    the table, of which `left_out` says what did not count. `engine` is "duckdb" or "spark".
    """

    source: str
    window: Window
    circle: str | None
    members: int
    acts: int
    rows: int
    measures: Mapping[str, Measured]
    parts: Mapping[str, Mapping[str, Measured]] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    seed: int = 0
    engine: str = "duckdb"
    version: str = VERSION
