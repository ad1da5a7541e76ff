"""Messages as files: what is put into `data/mail/in` is taken up as if it had come by mail.

For one machine on which letters go into a folder: save an answer beside them, and it has arrived.
"""

from __future__ import annotations

import logging
import threading
import time
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import Error, close_old_connections, connection

from dugnad.notify.fates import Fate
from dugnad.notify.incoming.mime import LARGEST
from dugnad.notify.incoming.receiving import Envelope, TooMany, receive
from dugnad.notify.incoming.recipients import recipient

log = logging.getLogger(__name__)
LOOK = 2.0
"""Seconds between two looks into the folder."""
SETTLED = 1.0
"""Seconds since a file was last written to, so that it is whole."""
MOST_ASIDE = 50
ASIDE = {Fate.UNKNOWN, Fate.UNREADABLE}


def folder() -> Path:
    """Where answers are put."""
    return Path(settings.CONFIG.data) / "mail" / "in"


def run(stop: threading.Event) -> None:
    """Take up what is put into the folder until `stop` is set. Without a folder for letters there is nothing to do."""
    if not settings.CONFIG.smtp:
        folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    while not stop.is_set() and not settings.CONFIG.smtp:
        close_old_connections()
        take_up()
        stop.wait(LOOK)
    connection.close()
    stop.wait()


def take_up(at: datetime | None = None, *, settled: float = SETTLED) -> list[Fate]:
    """Take up every file that is whole, in the order of their names; what became of each."""
    fates: list[Fate] = []
    for path in sorted(folder().glob("*.eml")):
        if path.is_symlink() or not path.is_file() or time.time() - path.stat().st_mtime < settled:
            continue
        try:
            fates.append(_take(path, at))
        except TooMany:
            continue
        except Error:
            raise
        except Exception as error:  # one message does not keep back the others
            log.warning("An answer in the folder could not be taken (%s)", type(error).__name__)
            _set_aside(path)
    return fates


def _take(path: Path, at: datetime | None) -> Fate:
    """The file is removed only when what it asked for is in the database: one that is met again acts once."""
    with path.open("rb") as file:
        raw = file.read(LARGEST + 1)
    fate = receive(raw, Envelope(to=recipient(raw)), at)
    if fate in ASIDE:
        _set_aside(path)
    else:
        path.unlink(missing_ok=True)
    return fate


def _set_aside(path: Path) -> None:
    """What could not be taken is kept for whoever put it there: the last fifty."""
    aside = folder() / "aside"
    aside.mkdir(exist_ok=True, mode=0o700)
    path.replace(aside / path.name)
    for old in sorted(aside.glob("*.eml"), key=lambda one: one.stat().st_mtime, reverse=True)[MOST_ASIDE:]:
        old.unlink(missing_ok=True)
