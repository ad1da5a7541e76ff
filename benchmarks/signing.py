"""A petition in its hour: many sign at once, many more look at its page, and afterwards the count is exact.

    python -m benchmarks.signing [--seconds 300] [--signs 330] [--reads 1000] [--confirm] [--saturate 30]

Signatures come at a fixed rate whether or not the server keeps up (Poisson, an open loop): each is somebody else, from
one of 100,000 networks, without scripts. With `--confirm` each answers the letter some seconds later. Readers come at
their rate on connections of their own. Set DUGNAD_DATABASE to measure on PostgreSQL (an empty database). Everything is
on loopback; load, server and worker share the machine's processors. The largest peak known of a petition is about 33 a
second.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from benchmarks.load import _answer, get, post, processor_seconds
from benchmarks.server import Running, serving

LATE = 5.0
"""Seconds after which somebody who waits for an answer has gone."""
CSRF = "b" * 32
NETWORKS = 100_000


@dataclass
class Tally:
    """Answers by status, and how long they took from the moment somebody pressed the button."""

    seconds: list[float] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def took(self, seconds: float, status: str) -> None:
        """One answer."""
        self.seconds.append(seconds)
        self.statuses[status] = self.statuses.get(status, 0) + 1

    def quantile(self, share: float) -> float:
        """In milliseconds."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


class Connections:
    """Connections that are kept and lent out; a new one when all are lent."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def ask(self, request: bytes) -> tuple[str, str]:
        """The status, and the beginning of the answer when it is not what one hopes for."""
        reader, writer = self._free.pop() if self._free else await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(request)
            status, _length = await _answer(reader)
        except BaseException:
            writer.close()
            raise
        if status < 500:
            self._free.append((reader, writer))
        else:
            writer.close()
        return str(status), ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--signs", type=float, default=330, help="a second")
    parser.add_argument("--reads", type=float, default=1000, help="a second")
    parser.add_argument("--confirm", action="store_true", help="each signer answers the letter")
    parser.add_argument("--saturate", type=float, default=0, help="then so many seconds with all that it takes")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dugnad-bench-") as folder:
        os.environ |= {"DUGNAD_DATA": folder, "DUGNAD_PROXIES": "127.0.0.1", "DUGNAD_HOSTS": "127.0.0.1"}
        campaign = prepare()
        with serving(Path(folder), workers=asked.workers) as running:
            running.at_rest(asked.workers)
            burst(running, campaign, asked)


def prepare() -> str:
    """An open petition in the database of the environment; its id."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    import django

    django.setup()
    from django.db import connections

    from dugnad.campaigns.actions import phases
    from dugnad.campaigns.actions.starting import Words, start
    from dugnad.campaigns.actions.targets import Reach, add_target
    from dugnad.campaigns.models import Rung
    from dugnad.circles.actions.circle import found
    from dugnad.circles.enums import Openness
    from dugnad.people.actions.member import arrive
    from dugnad.people.actions.places import ensure_places
    from dugnad.serve.first import migrate

    migrate()
    ensure_places()
    steward = arrive(handle="steward", passphrase=None)
    circle = found(by=steward, name="Beds", purpose="A bed for everybody.", openness=Openness.OPEN)
    words = Words(title="A bed past eighteen", demand="Let nobody lose their bed on their birthday.", story="x " * 900)
    campaign = start(by=steward, circle=circle, words=words, form_key="a" * 16)
    add_target(by=steward, campaign=campaign, reach=Reach(name="Region Skåne"))
    Rung.objects.create(campaign=campaign, kind="sign", goal=100_000, why="The council must answer.")
    phases.open_up(by=steward, campaign=campaign)
    connections.close_all()
    return str(campaign.pk)


def burst(running: Running, campaign: str, asked: argparse.Namespace) -> None:
    """The hour, then the count, then more than it can take."""
    before = used(running)
    signs, reads, confirms = asyncio.run(_hour(running.port, campaign, asked, asked.signs, asked.reads, asked.seconds))
    spent = [now - then for now, then in zip(used(running), before, strict=True)]
    table({"sign": signs, "confirm": confirms, "read": reads}, asked.seconds)
    print(f"\nProcessor seconds: pages {spent[0]:.1f}, worker and parent {spent[1]:.1f}.")
    account(campaign, signs, confirms)
    if asked.saturate:
        print("\nThen all it takes:\n")
        flood = asyncio.run(_hour(running.port, campaign, asked, 4 * asked.signs, 2 * asked.reads, asked.saturate))
        table(dict(zip(("sign", "read", "confirm"), flood, strict=True)), asked.saturate)
        account(campaign, _both(signs, flood[0]), _both(confirms, flood[2]))


def _both(one: Tally, other: Tally) -> Tally:
    statuses = {status: one.statuses.get(status, 0) + other.statuses.get(status, 0)
                for status in {*one.statuses, *other.statuses}}  # fmt: skip
    return Tally([], statuses)


def used(running: Running) -> tuple[float, float]:
    """Processor seconds of the page processes, and of the worker and the parent."""
    children = [pid for pid in running.processes() if pid != running.pid]
    return processor_seconds(children[:-1]), processor_seconds([running.pid, *children[-1:]])


async def _hour(
    port: int, campaign: str, asked: argparse.Namespace, signs: float, reads: float, seconds: float
) -> tuple[Tally, Tally, Tally]:
    signing, reading, confirming = Tally(), Tally(), Tally()
    writers, readers = Connections(port), Connections(port)
    made = random.Random(int(time.time()))
    number = iter(range(10**9))
    stamped = _stamp(campaign)
    page = get(f"/campaigns/{campaign}/sign/")

    async def sign() -> None:
        each = next(number)
        one = f"n{each}x{made.randrange(10**9)}@mail{each % 5000}.example"
        body = (
            f"name=Eva+Berg+{each}&email={quote_plus(one)}&shown=private&place=Malm%C3%B6&words="
            f"&stamp={quote_plus(stamped)}&proof="
        )
        await _timed(writers, _from(post(f"/campaigns/{campaign}/sign/", body, ""), made), signing)

    async def read() -> None:
        await _timed(readers, page, reading)

    tasks = [_steadily(sign, signs, seconds, made), _steadily(read, reads, seconds, made)]
    if asked.confirm:
        tasks.append(_confirming(campaign, writers, confirming, seconds, made))
    await asyncio.gather(*tasks)
    return signing, reading, confirming


def _stamp(campaign: str) -> str:
    from datetime import timedelta

    from dugnad.campaigns.proof import stamp
    from dugnad.kit.clock import now

    return stamp(campaign, now() - timedelta(seconds=60))


def _from(request: bytes, made: random.Random) -> bytes:
    network = made.randrange(NETWORKS)
    address = f"{80 + network // 65536}.{network // 256 % 256}.{network % 256}.7"
    return request.replace(b"Cookie: \r\n", f"X-Forwarded-For: {address}\r\n".encode(), 1)


async def _timed(connections: Connections, request: bytes, tally: Tally) -> None:
    begun = time.perf_counter()
    try:
        status, _said = await asyncio.wait_for(connections.ask(request), LATE)
    except TimeoutError:
        status = "no answer in 5 s"
    except (OSError, asyncio.IncompleteReadError):
        status = "hung up"
    tally.took(time.perf_counter() - begun, status)


async def _steadily(
    do: Callable[[], Coroutine[Any, Any, None]], rate: float, seconds: float, made: random.Random
) -> None:
    """Begin `do` at random moments, `rate` a second on average, without waiting for one to end."""
    running: set[asyncio.Task[None]] = set()
    begun, due = time.perf_counter(), 0.0
    while rate and (due := due + made.expovariate(rate)) < seconds:
        if (pause := begun + due - time.perf_counter()) > 0:
            await asyncio.sleep(pause)
        task = asyncio.ensure_future(do())
        running.add(task)
        task.add_done_callback(running.discard)
    await asyncio.gather(*running)


async def _confirming(
    campaign: str, connections: Connections, tally: Tally, seconds: float, made: random.Random
) -> None:
    """Answer letters as they are written, a few seconds after the signatures."""
    from dugnad.campaigns.signing_links import confirm_path

    begun, last = time.perf_counter(), ""
    running: set[asyncio.Task[None]] = set()
    while time.perf_counter() - begun < seconds + 2:
        pending = await asyncio.to_thread(_pending, campaign, last)
        for pk in pending:
            body = f"csrfmiddlewaretoken={CSRF}"
            request = _from(post(confirm_path(pk), body, f"csrftoken={CSRF}").replace(
                b"Cookie: csrftoken", b"Cookie: \r\nCookie: csrftoken", 1), made)  # fmt: skip
            task = asyncio.ensure_future(_timed(connections, request, tally))
            running.add(task)
            task.add_done_callback(running.discard)
            await asyncio.sleep(1 / (len(pending) + 50))
        last = pending[-1] if pending else last
        await asyncio.sleep(0.2)
    await asyncio.gather(*running)


def _pending(campaign: str, after: str) -> list[str]:
    from dugnad.campaigns.models import Signature

    waiting = Signature.objects.filter(campaign=campaign, state="pending", pk__gt=after)
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:2_000])


def table(tallies: dict[str, Tally], seconds: float) -> None:
    """As Markdown."""
    print("| | a second | p50 ms | p99 ms | longest ms | answers |")
    print("| --- | ---: | ---: | ---: | ---: | --- |")
    for name, tally in tallies.items():
        if tally.seconds:
            told = ", ".join(f"{status}: {count}" for status, count in sorted(tally.statuses.items()))
            took = " | ".join(f"{tally.quantile(share):.1f}" for share in (0.5, 0.99, 1))
            print(f"| {name} | {len(tally.seconds) / seconds:.0f} | {took} | {told} |")


def account(campaign: str, signs: Tally, confirms: Tally) -> None:
    """What people were told, beside what is in the database, and what the page shows."""
    from dugnad.campaigns.models import Signature, SignatureCount
    from dugnad.notify.models import Letter

    kept = Signature.objects.filter(campaign=campaign)
    counting = kept.filter(state="confirmed").count()
    for _each in range(60):
        shown = SignatureCount.objects.filter(pk=campaign).values_list("count", flat=True).first() or 0
        if shown == counting:
            break
        time.sleep(0.5)
    letters = Letter.objects.filter(sort="outside")
    print(
        f"\nTold “look into your mailbox”: {signs.statuses.get('302', 0)}; kept: {kept.count()}; letters: "
        f"{letters.count()}, of which left: {letters.filter(post='sent').count()}. "
        f"Told “your name counts”: {confirms.statuses.get('302', 0)}; counting: {counting}; shown: {shown}; "
        f"held: {kept.filter(state='held').count()}."
    )


if __name__ == "__main__":
    main()
