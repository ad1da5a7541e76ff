"""How much memory a running `dugnad serve` takes: tools/memory.py PID (of its first process). Linux only.

RSS counts shared pages once for each process; PSS shares them out, so its sum is what the machine really spends.
"""

from __future__ import annotations

import sys
from pathlib import Path


def family(pid: int) -> list[int]:
    """The process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


def mebibytes(pid: int) -> dict[str, float]:
    """RSS and PSS of one process, in MiB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    told = {line.split(":")[0]: line.split() for line in lines[1:]}
    return {name: int(told[name][1]) / 1024 for name in ("Rss", "Pss")}


def main(pid: int) -> None:
    """Print one line for each process, and the sum."""
    taken = [mebibytes(one) for one in family(pid)]
    for one, size in zip(family(pid), taken, strict=True):
        print(f"{one:>8}  RSS {size['Rss']:6.1f}  PSS {size['Pss']:6.1f} MiB")
    print(
        f"{'sum':>8}  RSS {sum(size['Rss'] for size in taken):6.1f}  PSS {sum(size['Pss'] for size in taken):6.1f} MiB"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
