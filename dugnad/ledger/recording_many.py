"""Writing many acts at once, in their order: for what makes a whole history. Everybody else uses `record`."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from dugnad.kit.inserting import insert_many, maker
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.recording import OutsideTransaction
from dugnad.ledger.verbs import Verb

LAST_ID = "SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = 'ledger_act'"
NEXT_IDS = "SELECT nextval(pg_get_serial_sequence('ledger_act', 'id')) FROM generate_series(1, %s)"


class Slip:
    """Stands for an act that waits to be written. `id` is there afterwards."""

    __slots__ = ("id",)

    def __init__(self) -> None:
        self.id = 0


class Pad:
    """Acts that wait. `flush` writes them in the order in which they were told, with ids in that order."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Act, Slip, Slip | None]] = []
        self._make = maker(Act)
        self.written = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def record(
        self,
        verb: Verb,
        *,
        at: datetime,
        about: str,
        by: str = "",
        circle: str = "",
        toward: str = "",
        cause: Slip | None = None,
        amount: int | None = None,
        audience: Audience = Audience.CIRCLE,
    ) -> Slip:
        """As `recording.record`, but that `by` and `toward` are person keys and `cause` the slip of an earlier act."""
        act = self._make(
            at=at,
            actor=by,
            verb=verb.code,
            circle=circle,
            object_type=verb.about,
            object_id=about,
            toward=toward,
            amount=amount,
            audience=audience,
        )
        slip = Slip()
        self._waiting.append((act, slip, cause))
        return slip

    def flush(self) -> None:
        """Write what waits. Raises `OutsideTransaction` when none is open."""
        if not connection.in_atomic_block:
            raise OutsideTransaction("many acts")
        for (act, slip, cause), number in zip(self._waiting, _next_ids(len(self._waiting)), strict=True):
            act.id = slip.id = number
            act.cause_id = cause.id if cause else None
        insert_many(act for act, _slip, _cause in self._waiting)
        self.written += len(self._waiting)
        self._waiting = []


def _next_ids(count: int) -> list[int]:
    """So many ids that no act has or will get, in order."""
    if not count:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # one writer, in whose transaction we are
            cursor.execute(LAST_ID)
            (last,) = cursor.fetchone()
            return list(range(last + 1, last + 1 + count))
        cursor.execute(NEXT_IDS, [count])
        return sorted(number for (number,) in cursor.fetchall())
