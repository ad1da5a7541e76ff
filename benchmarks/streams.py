"""Open streams: memory for each, time from commit to arrival, and what pages feel of it.

    python -m benchmarks.streams [--streams 10000] [--answers 10] [--seconds 5]

All members of one circle have the same ask open, in one page process; answers are written by a process beside it.
Set DUGNAD_DATABASE to measure on PostgreSQL (an empty database). Everything is on loopback; server, browsers and load
share the machine's processors, and the browsers take more of them than the server does.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.load import Outcome, get, processor_seconds, run
from benchmarks.server import Running, serving

PAUSE = 1.0
"""Seconds between two answers."""
SETTLE = 8.0
"""Seconds until what was told has arrived, on a machine that does other things as well."""


@dataclass(frozen=True)
class World:
    """What is open, and the sessions of those who have it open."""

    ask: str
    path: str
    cookies: list[str]


def prepare(streams: int) -> World:
    """A circle with so many members, each signed in, and an ask in it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    import django

    django.setup()
    from django.db import connections

    from benchmarks.movement import build
    from dugnad.circles.models import Membership
    from dugnad.ledger.topics import address, here
    from dugnad.serve.first import migrate

    migrate()
    ask = build(members=streams + 1, circles=1, asks=100, answers=1_000)
    members = [one.member for one in Membership.objects.filter(circle=ask.circle).select_related("member")[:streams]]
    cookies = _sign_in(members)
    world = World(ask.pk, address("ask", ask.pk, here()), cookies)
    connections.close_all()
    return world


def _sign_in(members: list[Any]) -> list[str]:
    from datetime import timedelta

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session

    from dugnad.kit.clock import now

    store, until, rows = SessionStore(), now() + timedelta(days=1), []
    for number, member in enumerate(members):
        facts = {
            SESSION_KEY: member.pk,
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: member.get_session_auth_hash(),
        }
        rows.append(Session(session_key=f"{number:032}", session_data=store.encode(facts), expire_date=until))
    Session.objects.bulk_create(rows, batch_size=2_000)
    return [f"{settings.SESSION_COOKIE_NAME}={row.session_key}" for row in rows]


def write(ask_id: str, count: int, name: str) -> dict[str, float]:
    """Write so many answers, one after the other; when each was committed, by what streams call it."""
    from dugnad.asks.actions.answering import answer
    from dugnad.asks.enums import Nature
    from dugnad.asks.models import Ask

    ask = Ask.objects.select_related("circle", "author").get(pk=ask_id)
    by = ask.circle.memberships.get(member__handle="reader").member
    committed = {}
    for number in range(count):
        made = answer(by=by, ask=ask, text="We have a room.", form_key=f"{name}{number}", nature=Nature.PRACTICAL)
        committed[f"answer.{made.pk}"] = time.monotonic()
        time.sleep(PAUSE)
    return committed


@dataclass(frozen=True)
class Used:
    """What a process holds: private memory in KiB, and descriptors."""

    private: int
    descriptors: int


def used(running: Running) -> dict[int, Used]:
    """By process id."""
    found = {}
    for pid in running.processes():
        try:
            told = Path(f"/proc/{pid}/smaps_rollup").read_text()
            descriptors = len(list(Path(f"/proc/{pid}/fd").iterdir()))
        except OSError:  # one that seals the mirror lives for a moment
            continue
        private = sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Private_"))
        found[pid] = Used(private, descriptors)
    return found


def pages(running: Running, world: World, seconds: float) -> Outcome:
    """Four connections that open the ask's page again and again."""
    return run(running.port, lambda _n: get(f"/asks/{world.ask}/", world.cookies[-1]), connections=4, seconds=seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--streams", type=int, default=10_000)
    parser.add_argument("--answers", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dugnad-bench-") as folder:
        os.environ["DUGNAD_DATA"] = folder
        world = prepare(asked.streams)
        with serving(Path(folder), workers=1) as running:
            time.sleep(2)
            measure(running, world, asked)


def measure(running: Running, world: World, asked: argparse.Namespace) -> None:
    """Print what was found, as Markdown."""
    pages(running, world, 2)
    before = pages(running, world, asked.seconds)
    alone = used(running)
    browsers = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.listeners"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert browsers.stdin
    assert browsers.stdout
    try:
        browsers.stdin.write(json.dumps({"port": running.port, "path": world.path, "cookies": world.cookies}) + "\n")
        browsers.stdin.flush()
        opened = json.loads(browsers.stdout.readline())
        time.sleep(SETTLE)
        loaded = used(running)
        pid = max(loaded, key=lambda one: loaded[one].descriptors)
        spent, begun = processor_seconds([pid]), time.monotonic()
        time.sleep(asked.seconds)
        resting = (processor_seconds([pid]) - spent) / (time.monotonic() - begun)
        open_pages = pages(running, world, asked.seconds)
        spent = processor_seconds([pid])
        quiet = write(world.ask, asked.answers, "quiet")
        time.sleep(SETTLE)
        each = (processor_seconds([pid]) - spent - resting * (asked.answers * PAUSE + SETTLE)) / asked.answers
        busy, meanwhile = _both(running, world, asked)
        time.sleep(SETTLE)
        browsers.stdin.write("\n")
        browsers.stdin.flush()
        came = json.loads(browsers.stdout.readline())
    finally:
        browsers.kill()
    print(f"{opened['open']} streams open after {opened['seconds']:.1f} s")
    print(f"memory: {(loaded[pid].private - alone[pid].private) / max(1, opened['open']):.1f} KiB a stream")
    print(f"at rest: {resting * 100:.0f} % of a processor; an answer to all: {each:.2f} s of it\n")
    print("| from commit to arrival | p50 s | p99 s | last s | arrived |")
    print("| --- | ---: | ---: | ---: | ---: |")
    _arrivals("nobody loads pages", quiet, came, opened["open"])
    _arrivals("while pages are loaded", busy, came, opened["open"])
    print("\n| pages | requests/s | p50 ms | p99 ms |")
    print("| --- | ---: | ---: | ---: |")
    for name, outcome in (
        ("no streams", before),
        ("streams at rest", open_pages),
        ("an answer a second goes to all of them", meanwhile),
    ):
        told = f"{outcome.per_second:.0f} | {outcome.quantile(0.5) * 1000:.0f} | {outcome.quantile(0.99) * 1000:.0f}"
        print(f"| {name} | {told} |")


def _both(running: Running, world: World, asked: argparse.Namespace) -> tuple[dict[str, float], Outcome]:
    """Answers written while pages are loaded. The writer is a process of its own, so that it does not wait for us."""
    from django.db import connections

    connections.close_all()  # one that two processes hold is nobody's
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        told = write(world.ask, asked.answers, "busy")
        os.write(writing, (json.dumps(told) + "\n").encode())
        os._exit(0)
    outcome = pages(running, world, asked.answers * PAUSE)
    with os.fdopen(reading) as said:
        committed = json.loads(said.readline())
    os.close(writing)
    os.waitpid(pid, 0)
    return committed, outcome


def _arrivals(name: str, committed: dict[str, float], came: dict[str, list[float]], most: int) -> None:
    waited = sorted(moment - at for piece, at in committed.items() for moment in came.get(piece, ()))
    if not waited:
        print(f"| {name} | none arrived |")
        return
    share = len(waited) / (len(committed) * most)
    p50, p99 = (waited[min(len(waited) - 1, int(part * len(waited)))] for part in (0.5, 0.99))
    print(f"| {name} | {p50:.2f} | {p99:.2f} | {waited[-1]:.2f} | {share:.1%} |")


if __name__ == "__main__":
    main()
