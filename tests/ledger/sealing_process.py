"""Seals 10,000 acts in a fresh data folder and tells how much memory that left behind: a worker's life in short."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import django


def resident_mb() -> float:
    """Memory of this process that is really there."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()

    from django.core.management import call_command

    from dugnad.kit.clock import now
    from dugnad.ledger.mirror import seal_now
    from tests.ledger.making import make_acts

    call_command("migrate", "ledger", verbosity=0, skip_checks=True)
    make_acts(1)
    before = resident_mb()
    for _ in range(4):
        make_acts(2500)
    sealed = seal_now(at=now())
    after = resident_mb()
    told = {
        "sealed": sealed - 1,
        "pyarrow": "pyarrow" in sys.modules,
        "before_mb": round(before, 1),
        "after_mb": round(after, 1),
        "grown_mb": round(after - before, 1),
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
