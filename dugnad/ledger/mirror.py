"""The mirror: acts as Parquet files that are sealed once and never changed, for those who count and compare.

`data/mirror/month=2026-11/acts-1-5000.parquet`. They hold person keys and no word that anybody wrote.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from dugnad.ledger import verbs
from dugnad.ledger.followers import Follower, NotNow
from dugnad.ledger.handing import advance, place_of
from dugnad.ledger.models import Act, Cursor, Held, Segment
from dugnad.ledger.reading import Position, behind, last_readable, next_acts
from dugnad.ledger.turns import turn

WRITER = Path(__file__).with_name("mirror_writer.py")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BAD_ROWS = 65
"""How the writer ends when the rows themselves cannot be written."""
LONGEST = 120
"""Seconds the writer may take."""


@dataclass(frozen=True)
class Written:
    """What the writer tells of one file. `path` is relative to the mirror's folder."""

    path: str
    rows: int
    first: int
    last: int
    sha256: str


class Unwritable(Exception):
    """A row that does not fit the columns."""


class Mirror(Follower):
    """Seals acts in `root` when `enough` of them wait, or when the first has waited for `patience`."""

    name = "mirror"
    most = 5000

    def __init__(self, root: Path, *, enough: int = most, patience: timedelta = timedelta(hours=1)) -> None:
        self.root = root
        self.enough = enough
        self.patience = patience
        self._written: list[Written] = []

    def due(self, cursor: Cursor, at: datetime) -> bool:
        """Whether enough acts wait, or one for long enough."""
        position = Position.of(cursor)
        first = next_acts(position, 1)
        # Acts may be told of long after they took place: they begin to wait when the last segment is sealed.
        waited = bool(first) and at - max(first[0].at, cursor.moved_at) >= self.patience
        return waited or behind(position, self.enough) >= self.enough

    def handle(self, batch: Sequence[Act]) -> None:
        """Write `batch`, a file for each month. Raises `NotNow` when that is impossible, as on a full disk."""
        self._written = []
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.sweep()
        except OSError as error:
            raise NotNow(f"The folder of the mirror cannot be written: {error.strerror}") from error
        orders = [self._order(month, acts) for month, acts in _by_month(batch).items()]
        self._written = _write(orders)

    def settle(self) -> None:
        """List the files just written: from now on they are sealed."""
        Segment.objects.bulk_create(
            Segment(
                path=file.path,
                month=month_of(file.path),
                rows=file.rows,
                first_act=file.first,
                last_act=file.last,
                sha256=file.sha256,
            )
            for file in self._written
        )
        self._written = []

    def sweep(self) -> list[str]:
        """Remove files that a crash left unlisted, and return their paths. Their acts are sealed again."""
        strays = sorted(self.strays())
        for path in strays:
            (self.root / path).unlink()
        return strays

    def strays(self) -> set[str]:
        """Files in the folder that are no sealed segment."""
        there = {path.relative_to(self.root).as_posix() for path in self.root.glob("month=*/*")}
        return there - set(Segment.objects.values_list("path", flat=True))

    def _order(self, month: str, acts: Sequence[Act]) -> dict[str, Any]:
        ids = [act.pk for act in acts]
        beside = Segment.objects.filter(
            month=date.fromisoformat(f"{month}-01"), first_act__lte=max(ids), last_act__gte=min(ids)
        )
        return {
            "root": str(self.root),
            "month": month,
            "rows": [row_of(act) for act in acts],
            "beside": list(beside.values_list("path", flat=True)),
            "parent": os.getpid(),
        }


def row_of(act: Act) -> list[Any]:
    """The values of one act in the order of `mirror_writer.COLUMNS`."""
    try:
        verb: verbs.Verb | None = verbs.verb(act.verb)
    except KeyError:  # told by an app that is no longer here
        verb = None
    return [
        act.pk,
        (act.at - EPOCH) // timedelta(microseconds=1),
        act.actor or None,
        act.verb,
        verb and verb.effort,
        verb and verb.relation,
        act.toward or None,
        act.circle or None,
        act.cause_id,
        act.object_type,
        act.object_id,
        act.amount,
        act.audience,
    ]


def month_of(path: str) -> date:
    """The first day of the month whose acts the segment at `path` holds."""
    return date.fromisoformat(path.partition("/")[0].removeprefix("month=") + "-01")


def mirror() -> Mirror:
    """The mirror of this installation."""
    return Mirror(Path(settings.CONFIG.data) / "mirror")


def seal_now(sealing: Mirror | None = None, *, at: datetime, wait: float = 30) -> int:
    """Seal all acts that are readable now; return how many were sealed here.

    `wait` is how many seconds to give another process that is sealing. Raises `NotNow` when it takes longer.
    """
    at_once = Mirror((sealing or mirror()).root, enough=1)
    sealed, until, last = 0, time.monotonic() + wait, last_readable()
    while Position.of(place_of(at_once, at)) < last:
        done = advance(at_once, at=at)
        sealed += done
        if not done:
            if time.monotonic() > until:
                raise NotNow("The mirror could not be sealed. The page of the followers tells why.")
            time.sleep(0.1)
    return sealed


def begin_again() -> None:
    """Forget all segments, so that every act is sealed anew and what is in the folder is replaced: after damage to it.

    Raises `NotNow` while a worker is sealing.
    """
    with turn(Mirror.name) as ours, transaction.atomic():
        if not ours:
            raise NotNow("A worker is sealing the mirror at the moment. Try again in a minute.")
        Segment.objects.all().delete()
        for model in (Cursor, Held):
            model._default_manager.filter(follower=Mirror.name).delete()


class Found(StrEnum):
    """What `verify` finds."""

    WHOLE = "whole"
    MISSING = "missing"
    ALTERED = "altered"


def verify(segment: Segment, root: Path | None = None) -> Found:
    """Whether the file of `segment` is still what was sealed."""
    path = (root or Path(settings.CONFIG.data) / "mirror") / segment.path
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return Found.MISSING
    return Found.WHOLE if digest == segment.sha256 else Found.ALTERED


def _by_month(acts: Sequence[Act]) -> dict[str, list[Act]]:
    months: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        months[f"{act.at.astimezone(UTC):%Y-%m}"].append(act)
    return months


def _write(orders: Sequence[dict[str, Any]]) -> list[Written]:
    told = "".join(f"{json.dumps(order)}\n" for order in orders).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(WRITER)], input=told, capture_output=True, timeout=LONGEST, env={}, check=True
        )
    except subprocess.CalledProcessError as error:
        if error.returncode == BAD_ROWS:
            raise Unwritable(_last_line(error.stderr)) from error
        raise NotNow(f"The mirror's writer failed: {_last_line(error.stderr)}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotNow(f"The mirror's writer did not come to an end: {type(error).__name__}") from error
    return [Written(**json.loads(line)) for line in done.stdout.splitlines()]


def _last_line(output: bytes) -> str:
    return output.decode(errors="replace").strip().rpartition("\n")[2][:200]
