"""Throughput, latency and processor time of the pages that matter, beside a bare template view of the same server.

    python -m benchmarks.pages [--seconds 10] [--connections 8] [--workers 2] [--members 8500] [--answers 100000]

Set DUGNAD_DATABASE to measure on PostgreSQL (an empty database). Everything is on loopback, and load and server share
the machine's processors: read the ratios first.
"""

from __future__ import annotations

import argparse
import os
import secrets
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load import Outcome, Request, get, post, processor_seconds, run
from benchmarks.server import Running, serving

CSRF = "b" * 32
EXPECTED = {"post an answer": 302}


@dataclass(frozen=True)
class World:
    """What the requests need to know."""

    cookie: str
    ask: str
    circle: str
    other_asks: tuple[str, ...]


def prepare(members: int, answers: int) -> World:
    """Fill the database of the environment and sign the reader in."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    import django

    django.setup()
    from django.db import connections
    from django.test import Client

    from benchmarks.movement import build
    from dugnad.asks.models import Ask
    from dugnad.serve.first import migrate

    migrate()
    ask = build(members=members, answers=answers, asks=max(100, answers // 10))
    reader = ask.circle.memberships.get(member__handle="reader").member
    browser = Client()
    browser.force_login(reader)
    session = browser.cookies["sessionid"].value
    others = Ask.objects.filter(circle=ask.circle, state="open").exclude(pk=ask.pk).values_list("pk", flat=True)[:200]
    world = World(f"sessionid={session}; csrftoken={CSRF}", ask.pk, ask.circle_id, tuple(others))
    connections.close_all()
    return world


def requests(world: World) -> dict[str, Request]:
    """The measured requests by name."""

    def answer(number: int) -> bytes:
        ask = world.other_asks[number % len(world.other_asks)]
        body = (
            f"csrfmiddlewaretoken={CSRF}&nature=practical&voice=own&form_key={secrets.token_hex(12)}"
            "&text=We+have+a+room+and+no+dog.+He+can+come+tonight."
        )
        return post(f"/asks/{ask}/answer/", body, world.cookie)

    return {
        "bare template": lambda _n: get("/bare/", world.cookie),
        "Today": lambda _n: get("/", world.cookie),
        "circle": lambda _n: get(f"/circles/{world.circle}/", world.cookie),
        "ask, 30 answers": lambda _n: get(f"/asks/{world.ask}/", world.cookie),
        "post an answer": answer,
    }


def measure(running: Running, request: Request, seconds: float, connections: int) -> tuple[Outcome, float]:
    """One run, and the server's processor seconds per request."""
    run(running.port, request, connections=connections, seconds=1.5)
    pids = list(running.processes())
    before = processor_seconds(pids)
    outcome = run(running.port, request, connections=connections, seconds=seconds)
    return outcome, (processor_seconds(pids) - before) / max(1, len(outcome.latencies))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--members", type=int, default=8_500)
    parser.add_argument("--answers", type=int, default=100_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dugnad-bench-") as folder:
        os.environ["DUGNAD_DATA"] = folder
        begun = time.perf_counter()
        world = prepare(asked.members, asked.answers)
        print(f"{asked.members} members and {asked.answers} answers written in {time.perf_counter() - begun:.0f} s\n")
        with serving(Path(folder), workers=asked.workers) as running:
            proportional, resident = running.at_rest(asked.workers)
            print(
                f"Idle: {proportional / 1024:.0f} MiB proportional ({resident / 1024:.0f} MiB resident, shared twice)\n"
            )
            table(running, world, asked)


def table(running: Running, world: World, asked: argparse.Namespace) -> None:
    """Print the table as Markdown."""
    print("| page | requests/s | p50 ms | p99 ms | processor ms | to bare | not as expected | KiB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    bare = 0.0
    for name, request in requests(world).items():
        outcome, each = measure(running, request, asked.seconds, asked.connections)
        bare = bare or each
        failed = sum(count for status, count in outcome.statuses.items() if status != EXPECTED.get(name, 200))
        size = outcome.bytes_read / max(1, len(outcome.latencies)) / 1024
        print(
            f"| {name} | {outcome.per_second:.0f} | {outcome.quantile(0.5) * 1000:.1f} | "
            f"{outcome.quantile(0.99) * 1000:.1f} | {each * 1000:.2f} | {each / bare:.1f} | {failed} | {size:.1f} |"
        )
    proportional, _resident = running.memory()
    print(f"\nAfter the load: {proportional / 1024:.0f} MiB proportional.")


if __name__ == "__main__":
    main()
