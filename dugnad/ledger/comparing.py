"""Whether another copy of the database holds the same acts: they never change, so they can be compared one by one."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection

from dugnad.kit.sqlite import base

COLUMNS = "id, at, actor, verb, circle, object_type, object_id, toward, cause_id, amount, audience"
ACTS = f"SELECT {COLUMNS} FROM ledger_act WHERE id <= ? ORDER BY id"
LAST = "SELECT coalesce(max(id), 0), count(*) FROM ledger_act"


@dataclass(frozen=True)
class Compared:
    """`there`: acts in the copy; `here`: acts in the database that runs; `same`: those of the copy are here, unchanged.

    `members`: how many the copy has.
    """

    there: int
    here: int
    same: bool
    members: int


def compared(copy: Path) -> Compared:
    """The SQLite database in the file `copy` and the one that runs, which is SQLite too."""
    table = get_user_model()._meta.db_table
    with _opened(copy) as other, _opened(Path(str(connection.settings_dict["NAME"]))) as ours:
        last, there = other.execute(LAST).fetchone()
        same = _sum(other.execute(ACTS, [last])) == _sum(ours.execute(ACTS, [last]))
        (members,) = other.execute(f"SELECT count(*) FROM {table}").fetchone()  # our own name
        return Compared(there, ours.execute(LAST).fetchone()[1], same, members)


def _opened(path: Path) -> Any:
    """Without Django's conversions, so that what is compared is what stands in the file."""
    sqlite: Any = base.Database  # type: ignore[attr-defined]  # not in Django's stubs
    return closing(sqlite.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True))


def _sum(rows: Any) -> str:
    digest = sha256()
    for row in rows:
        digest.update(repr(row).encode())
    return digest.hexdigest()
