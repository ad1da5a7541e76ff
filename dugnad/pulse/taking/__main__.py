"""Takes the pulses that standard input orders, and writes each to standard output as it comes: a line of JSON."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from dugnad.pulse.taking.beside import tellable
from dugnad.pulse.taking.elsewhere import attested
from dugnad.pulse.taking.order import Order
from dugnad.pulse.taking.scopes import taken
from dugnad.pulse.taking.table import acts_of, since, written

KIND = 10
"""How much it stands back for pages, as `nice` counts."""


def main() -> int:
    """Do it. What may be told beside what is decided before anything is told."""
    os.nice(KIND)
    order = Order.of(json.load(sys.stdin))
    with acts_of(order) as base, tempfile.TemporaryDirectory(prefix="dugnad-pulse-") as made:
        for scope in tellable(base, order.scopes):
            acts = Path(made) / "acts.parquet"
            if written(base, scope, acts):
                one = taken(order, scope, acts, since(base, scope), attested(base, scope))
                print(json.dumps(asdict(one)), flush=True)  # noqa: T201  # this is how it answers
    return 0


if __name__ == "__main__":
    sys.exit(main())
