"""What has to be there before the first page: tables, styles, and on the first start a movement to look at."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from dugnad.people.models import Member
from dugnad.serve.collect import collect

Say = Callable[[str], None]


@dataclass(frozen=True)
class Persona:
    """Somebody in the demo movement whom a visitor can enter as."""

    handle: str
    passphrase: str
    who: str


class HalfMade(Exception):
    """An earlier start was interrupted while it made the demo movement."""


def prepare(*, demo: bool, say: Say) -> None:
    """Bring tables and static files up to date; on the first start make the demo movement, or leave it empty.

    Raises `HalfMade`.
    """
    _timed(say, "Database", migrate)
    _timed(say, "Styles and scripts", lambda: "hashed and compressed" if collect() else "up to date")
    begin(demo=demo, say=say)


def migrate() -> str:
    """Bring the tables up to date and say in words what was done."""
    steps = missing_steps()
    if steps:
        call_command("migrate", interactive=False, verbosity=0)
    return f"{steps} steps" if steps else "up to date"


def missing_steps() -> int:
    """Migrations this version brings that the database has not seen."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def begin(*, demo: bool, say: Say) -> None:
    """On the first start, make the demo movement unless `demo` is false. Later starts change nothing.

    Raises `HalfMade`.
    """
    kind = begun()
    if kind == "making":
        raise HalfMade(
            "An earlier start was interrupted while it made the demo movement. "
            f"Delete the folder {_data()} and start again, or choose another one with --data."
        )
    if kind or Member.objects.exists():
        return
    if demo:
        _timed(say, "Demo movement", lambda: make_demo(say))
    else:
        _mark("empty")


def make_demo(say: Say) -> str:
    """Build the demo movement and remember how to enter it."""
    from dugnad.demo.build import build  # loads the whole story: only where one is made

    _mark("making")
    personas = build(progress=say)
    path = _data() / "demo.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps([asdict(persona) for persona in personas], ensure_ascii=False, indent=1))
    _mark("demo")
    return f"{Member.objects.count()} members"


def begun() -> str:
    """`demo`, `empty`, `making` (interrupted), or nothing before the first start."""
    mark = _data() / "begun"
    return mark.read_text().strip() if mark.exists() else ""


def personas() -> list[Persona]:
    """How to enter the demo movement; nobody in a movement of one's own."""
    path = _data() / "demo.json"
    return [Persona(**told) for told in json.loads(path.read_text())] if path.exists() else []


def _mark(kind: str) -> None:
    (_data() / "begun").write_text(kind)


def _data() -> Path:
    return Path(settings.CONFIG.data)


def _timed(say: Say, what: str, do: Callable[[], str]) -> None:
    began = time.monotonic()
    done = do()
    say(f"{what}: {done} ({time.monotonic() - began:.1f} s)")
