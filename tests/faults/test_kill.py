"""SIGKILL at random moments while members write: nothing acknowledged is lost, nothing is half there.

DUGNAD_KILLS=100 DUGNAD_KILL_SEED=7 .venv/bin/pytest tests/faults/test_kill.py -n0 -s
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from tests.faults.cluster import Cluster, cluster
from tests.faults.crowd import Crowd, Kept
from tests.faults.server import PATIENCE, Server
from tests.faults.surroundings import ROOT, environment

pytestmark = pytest.mark.fault
MEMBERS = 4
KILLS = [
    pytest.param(int(os.environ.get("DUGNAD_KILLS", 20)), id="20"),
    pytest.param(500, id="500", marks=pytest.mark.long),
]
SERVER = ["tree", "tree", "tree", "parent", "child", "child"]
DATABASE = ["database", "backend"]


class Witness:
    """The process that looks at the database."""

    def __init__(self, data: Path, database: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.witness"],
            cwd=ROOT,
            env=environment(data, database),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def finds(self, look: str, **facts: object) -> list[str]:
        """What is wrong."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"look": look, **facts}) + "\n")
        self._process.stdin.flush()
        found: list[str] = json.loads(self._process.stdout.readline())
        return found

    def comes_to_find_nothing(self, look: str) -> list[str]:
        """What is still wrong after some patience: followers need a moment."""
        until = time.monotonic() + PATIENCE
        while (found := self.finds(look)) and time.monotonic() < until:
            time.sleep(0.1)
        return found

    def close(self) -> None:
        self._process.communicate()


class Trial:
    """One server, one crowd, one witness."""

    def __init__(self, folder: Path, postgres: Cluster | None, seed: int) -> None:
        data = folder / "data"
        data.mkdir(mode=0o700)
        database = postgres.address if postgres else ""
        scene = set_the_scene(data, database)
        self.postgres = postgres
        self.chance = random.Random(seed)
        self.killed: Counter[str] = Counter()
        self.server = Server(data, database)
        self.witness = Witness(data, database)
        self.crowd = Crowd(scene, self.server.port, seed)
        self.server.start()

    def round(self) -> None:
        """Let the members write, kill something, start it again, and look."""
        self.crowd.loose()
        time.sleep(self.chance.uniform(0.05, 0.9))
        victim = self.chance.choice(SERVER + (DATABASE if self.postgres else []))
        self._kill(victim)
        self.killed[victim] += 1
        self.crowd.hold()
        self.server.wait_until_whole()
        assert self.witness.comes_to_find_nothing("followed") == [], victim
        assert self.witness.finds("agree") == [], victim
        assert self.witness.finds("kept", **self._latest()) == [], victim

    def end(self) -> None:
        """Look at everything, with all followers come to the end."""
        self.crowd.loose()
        time.sleep(0.5)
        self.crowd.hold()
        assert self.witness.comes_to_find_nothing("followed") == []
        assert self.witness.comes_to_find_nothing("mirrored") == []  # calls and the clock may still record something
        kept = self.crowd.kept
        assert self.witness.finds("kept", asks=kept.asks, answers=kept.answers, thanks=kept.thanks) == []
        assert self.witness.finds("agree") == []

    def close(self) -> None:
        self.crowd.close()
        self.server.close()
        self.witness.close()

    def _kill(self, victim: str) -> None:
        if victim in {"tree", "parent"}:
            self.server.kill_tree() if victim == "tree" else self.server.kill_parent()
            self.crowd.hold()
            self.server.start()
        elif victim == "child":
            self.server.kill_child(self.chance.random())
        elif self.postgres and victim == "database":
            self.postgres.kill()
            time.sleep(0.2)
            self.postgres.start()
        elif self.postgres:
            self.postgres.kill_backend(self.chance.random())

    def _latest(self) -> dict[str, Any]:
        kept = self.crowd.kept
        return {
            "asks": dict(list(kept.asks.items())[-300:]),
            "answers": dict(list(kept.answers.items())[-300:]),
            "thanks": kept.thanks[-300:],
        }


def set_the_scene(data: Path, database: str) -> dict[str, Any]:
    """Tables, a circle and members in an empty folder; what `tests.faults.scene` tells of it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.scene", str(MEMBERS)],
        cwd=ROOT,
        env=environment(data, database),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    scene: dict[str, Any] = json.loads(done.stdout)
    return scene


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def trial(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Trial]:
    seed = int(os.environ.get("DUGNAD_KILL_SEED", 0)) or random.SystemRandom().randrange(1, 10**6)
    say(f"DUGNAD_KILL_SEED={seed}")
    with cluster() if request.param == "postgresql" else nullcontext() as postgres:
        if request.param == "postgresql" and postgres is None:
            pytest.skip("PostgreSQL is not installed (Debian: apt install postgresql)")
        trial = Trial(tmp_path, postgres, seed)
        yield trial
        trial.close()


def say(line: str) -> None:
    """Shown when the test fails, or with `-s`."""
    sys.stdout.write(f"{line}\n")


@pytest.mark.parametrize("kills", KILLS)
def test_nothing_acknowledged_is_lost(trial: Trial, kills: int) -> None:
    began = time.monotonic()
    for _ in range(kills):
        trial.round()
    trial.end()
    kept: Kept = trial.crowd.kept
    interrupted = sum(member.interrupted for member in trial.crowd.members)
    what = ", ".join(f"{times} × {victim}" for victim, times in sorted(trial.killed.items()))
    say(f"{kills} kills ({what}), {len(kept)} acknowledged, {interrupted} times interrupted, 0 lost")
    say(f"{time.monotonic() - began:.0f} s")
    assert len(kept) > kills
