"""How long it takes to find out who could be called for an ask, while its circle and place grow.

    python -m benchmarks.candidates [--members 10000,100000,1000000] [--looks 30]

Set DUGNAD_DATABASE to measure on PostgreSQL (an empty database). Every member lives in one place and belongs to one
circle; one in ten speaks the language asked for, another one in ten has the skill. Read the ratios: the same number of
members is looked at whatever the size. The plan of every query is read as well: one that goes through a whole table of
members fails the run.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LONG = {"people_member", "circles_membership", "people_speaks", "people_member_skills", "asks_call", "asks_callee"}
"""Tables that grow with the members."""
BATCH = 20_000
MANY = 1_000_000
"""From here on the members looked at are few among all, and going through a table would be a mistake of the plan."""
HEAD = """| members | found | queries | median ms | slowest ms | processor ms | to the first |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""
Row = TypeVar("Row")


def main() -> None:
    """Grow, look, tell."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--members", default="10000,100000,1000000")
    parser.add_argument("--looks", type=int, default=30)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dugnad-candidates-") as folder:
        os.environ.setdefault("DUGNAD_DATA", folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "dugnad.settings"
        import django

        django.setup()
        from dugnad.serve.first import migrate

        migrate()
        measure([int(size) for size in asked.members.split(",")], asked.looks)


def measure(sizes: list[int], looks: int) -> None:
    """A line of a table for each size; the ratio is of processor time, which a busy machine changes least."""
    ask, first = _begin(), 0.0
    print(HEAD)
    before = 0
    for size in sizes:
        _grow(ask, before, size)
        before = size
        found, queries, times = _look(ask, looks)
        passed, worked = [[one[kind] * 1000 for one in times] for kind in (0, 1)]
        processor = statistics.median(worked)
        first = first or processor
        line = (size, found, queries, statistics.median(passed), max(passed), processor, processor / first)
        print("| {} | {} | {} | {:.1f} | {:.1f} | {:.1f} | {:.2f} |".format(*line), flush=True)
        if size >= MANY and (scans := _scans(ask)):
            sys.exit("A whole table is gone through:\n" + "\n".join(scans))


def _look(ask: Any, looks: int) -> tuple[int, int, list[tuple[float, float]]]:
    """How many were found, by how many queries; and for each look the seconds that passed, and those of the processor.

    SQLite works in our own process; on PostgreSQL the processor's are only ours.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from dugnad.asks.queries.candidates import candidates

    with CaptureQueriesContext(connection) as seen:
        found = len(candidates(ask, NOW))
    times = []
    for _number in range(looks):
        begun, worked = time.perf_counter(), time.process_time()
        candidates(ask, NOW)
        times.append((time.perf_counter() - begun, time.process_time() - worked))
    return found, len(seen), times


def _scans(ask: Any) -> list[str]:
    """The queries whose plan goes through one of the `LONG` tables from end to end."""
    from django.db import connection

    from dugnad.asks.queries.candidates import candidates

    asked: list[tuple[str, Any]] = []

    def remember(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(remember):
        candidates(ask, NOW)
    return [sql[:300] for sql, params in asked if sql.startswith("SELECT") and _goes_through_all(sql, params)]


def _goes_through_all(sql: str, params: Any) -> bool:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            steps = [str(row[3]) for row in cursor.fetchall()]
            return any(step.startswith("SCAN") and step.split()[1] in LONG for step in steps)
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        (told,) = cursor.fetchone()
    plans = json.loads(told) if isinstance(told, str) else told
    return any(
        node.get("Node Type") == "Seq Scan" and node.get("Relation Name") in LONG for node in _nodes(plans[0]["Plan"])
    )


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("Plans", ()):
        yield from _nodes(child)


def _begin() -> Any:
    """An ask in a circle of its own, at a place, for a language and a skill."""
    from dugnad.asks.actions.asking import Need, ask
    from dugnad.asks.models import Ask, Kind
    from dugnad.circles.actions.circle import found
    from dugnad.circles.enums import Openness
    from dugnad.people.actions.member import arrive
    from dugnad.people.models import Movement, Place, Skill

    long_ago = NOW - timedelta(days=400)
    Movement.objects.create(name="Stand by", purpose="Benchmark", set_up_at=long_ago)
    place = Place.objects.create(pk=1, name="Malmö", folded="malmo", country="SE", latitude=55.6, longitude=13.0)
    law = Skill.objects.create(names={"en": "Asylum law"})
    kind = Kind.objects.create(id="legal", names={"en": "Legal advice"})
    kind.skills.add(law)
    asker = arrive(handle="asker", passphrase=None, at=long_ago)
    circle = found(by=asker, name="Malmö", purpose="We answer.", openness=Openness.CLOSED, at=long_ago)
    need = Need(kind=kind, title="An appeal", place=place, languages=["prs"])
    ask(by=asker, circle=circle, need=need, form_key="earlier", at=long_ago)
    made = ask(by=asker, circle=circle, need=need, form_key="one", at=NOW)
    return Ask.objects.select_related("circle", "kind", "place", "author").get(pk=made.pk)


def _grow(ask: Any, before: int, size: int) -> None:
    """Members number `before` to `size`: half of them were called at some time, for an earlier ask."""
    from django.db import connection, transaction

    from dugnad.asks.enums import CallState
    from dugnad.asks.models import Ask, Call, Callee
    from dugnad.circles.models import Membership
    from dugnad.kit.ids import new_ids
    from dugnad.ledger.models import Act
    from dugnad.people.models import Member, Skill, Speaks

    law = Skill.objects.get().pk
    through = Member.skills.through
    joined = NOW - timedelta(days=300)
    about = {"circle": ask.circle_id, "object_type": "circle", "object_id": ask.circle_id}
    call = {"ask_id": Ask.objects.get(form_key="earlier").pk, "circle_id": ask.circle_id, "state": CallState.RAN_OUT}
    last = Act.objects.order_by("-pk").values_list("pk", flat=True)[0]
    for start in range(before, size, BATCH):
        numbers = range(start, min(start + BATCH, size))
        ids = new_ids(len(numbers))
        pairs = list(zip(numbers, ids, strict=True))
        called = [pk for n, pk in pairs if n % 2]
        acts = range(last + 1, last + 1 + len(numbers))
        calls = range(acts[-1] + 1, acts[-1] + 1 + len(called))
        last = calls[-1]
        with transaction.atomic():
            _write(Act, (Act(pk=act, at=joined, verb="joined", **about) for act in acts))
            _write(
                Member,
                (Member(pk=pk, handle=f"guest{n}", password="", place_id=1, calls_per_week=2) for n, pk in pairs),
            )
            _write(
                Membership,
                (
                    Membership(circle_id=ask.circle_id, member_id=pk, act_id=act, joined_at=joined)
                    for (_n, pk), act in zip(pairs, acts, strict=True)
                ),
            )
            _write(Speaks, (Speaks(member_id=pk, language="prs" if n % 10 == 0 else "sv") for n, pk in pairs))
            _write(through, (through(member_id=pk, skill_id=law) for n, pk in pairs if n % 10 == 3))
            _write(Callee, (Callee(member_id=pk, turn=1, last_called_at=joined, tried=1) for pk in called))
            _write(Act, (Act(pk=act, at=joined, verb="called", **about) for act in calls))
            _write(
                Call,
                (
                    Call(member_id=pk, act_id=act, called_at=joined, answer_by=joined, settled_at=joined, **call)
                    for pk, act in zip(called, calls, strict=True)
                ),
            )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _write(model: Any, rows: Iterable[Any]) -> None:
    rows = iter(rows)
    while batch := list(islice(rows, 5_000)):
        model._default_manager.bulk_create(batch)


if __name__ == "__main__":
    main()
