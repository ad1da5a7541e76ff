"""What has to be there before the first page: tables, styles, and on the first start a movement to look at."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from dugnad.config import secret
from dugnad.demo import movement
from dugnad.demo.simulation.parameters import Parameters
from dugnad.demo.simulation.simulate import Progress, unseen
from dugnad.kit import tables
from dugnad.people.actions.places import ensure_places
from dugnad.people.models import Member, Movement
from dugnad.serve.collect import collect

Say = Callable[[str], None]
KEYS = ("seal", "limits")


def prepare(*, demo: bool, say: Say) -> None:
    """Bring tables and static files up to date; on the first start make the demo movement, or leave it empty."""
    _timed(say, "Database", migrate)
    _timed(say, "Styles and scripts", lambda: "hashed and compressed" if collect() else "up to date")
    make_keys()
    _timed(say, "Places", lambda: f"{towns} towns" if (towns := ensure_places()) else "up to date")
    if not demo:
        stay_empty()
    elif is_first_start():
        make_demo(say)


def make_keys() -> None:
    """Make the keys that pages need, so that a disk that fills up later does not keep anybody from reading."""
    for name in KEYS:
        secret(settings.CONFIG.data, name)


def migrate() -> str:
    """Bring the tables up to date and say in words what was done."""
    if tables.are_missing():
        return f"{tables.make_all()} steps at once"
    steps = missing_steps()
    if steps:
        call_command("migrate", interactive=False, verbosity=0)
    return f"{steps} steps" if steps else "up to date"


def missing_steps() -> int:
    """Migrations this version brings that the database has not seen."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def is_first_start() -> bool:
    """Whether nobody lives here, and nobody said that it should stay empty."""
    return not (_empty().exists() or lived_in())


def lived_in() -> bool:
    """Whether somebody has an account here, or a movement was set up."""
    return Member.objects.exists() or Movement.objects.exclude(set_up_at=None).exists()


def make_demo(
    say: Say,
    *,
    parameters: Parameters | None = None,
    seed: int = movement.SEED,
    progress: Progress = unseen,
) -> None:
    """Build the demo movement: all of it, or nothing when it is interrupted. Nobody may live here yet."""
    knobs = parameters or movement.parameters_for()

    def make() -> str:
        movement.make(knobs, seed, say=say, progress=progress)
        return f"{Member.objects.count()} members"

    _timed(say, "Demo movement", make)
    _empty().unlink(missing_ok=True)


def stay_empty() -> None:
    """Remember that this folder is for a movement of one's own, so that no later start fills it."""
    if not lived_in():
        _empty().touch()


def _empty() -> Path:
    return Path(settings.CONFIG.data) / "begun-empty"


def _timed(say: Say, what: str, do: Callable[[], str]) -> None:
    began = time.monotonic()
    done = do()
    say(f"{what}: {done} ({time.monotonic() - began:.1f} s)")
