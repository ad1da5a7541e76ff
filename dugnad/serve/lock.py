"""One server to a data folder."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path
from typing import IO

PATIENCE = 12.0


class InUse(Exception):
    """Another process holds the folder. The message can be shown as it is."""


def hold(data: Path, name: str, patience: float = PATIENCE) -> IO[str]:
    """Hold the lock `name` in the folder `data` for as long as the answer stays open here or in a child.

    The children of a holder that was killed have `patience` seconds to finish what they do. Raises `InUse`.
    """
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = (data / f"{name}.lock").open("a+")
    deadline = time.monotonic() + patience
    while not _is_ours(lock):
        holder = _holder(lock)
        if _is_alive(holder) or time.monotonic() > deadline:
            lock.close()
            who = f" (process {holder})" if holder else ""
            raise InUse(
                f"{data} is already in use by another {name}{who}. End that one, or choose another --data folder."
            )
        time.sleep(0.1)
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def _is_ours(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _holder(lock: IO[str]) -> int:
    lock.seek(0)
    told = lock.read().strip()
    return int(told) if told.isdigit() else 0


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return pid > 0
