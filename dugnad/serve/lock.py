"""One server to a data folder."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO


class InUse(Exception):
    """Another process holds the folder. The message can be shown as it is."""


def hold(data: Path, name: str) -> IO[str]:
    """Hold the lock `name` in the folder `data` for as long as the answer stays open here or in a child.

    Raises `InUse`.
    """
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = (data / f"{name}.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.seek(0)
        holder = lock.read().strip()
        lock.close()
        who = f" (process {holder})" if holder else ""
        raise InUse(
            f"{data} is already in use by another {name}{who}. End that one, or choose another --data folder."
        ) from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock
