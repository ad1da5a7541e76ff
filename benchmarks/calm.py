"""A circle of 8,500 with an ask a minute for a day: does anybody get more than they are ready for?

    python -m benchmarks.calm [--members 8500] [--minutes 1440] [--seconds 60]

First the real server, with an ask every second for a minute, sixty times as fast: how far behind the followers are, as
the operator's page shows it. Then the clock is turned by hand through a whole day: calls for each member beside what
they are ready for, calls in quiet hours, and the processor time an ask costs the worker. Nobody answers, so every
wave runs out and the next one goes: the most calls that can be.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.server import serving

if TYPE_CHECKING:
    from dugnad.asks.models import Ask, Call
    from dugnad.circles.models import Circle

WEEK = timedelta(days=7)
WATCHED = {"calls", "telling"}
"""Followers that people wait for. The mirror waits for many acts before it writes."""


def prepare(members: int) -> Circle:
    """One open circle with everybody in it, in the database of the environment."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    import django

    django.setup()
    from django.db import connections

    from benchmarks.movement import build
    from dugnad.serve.first import migrate

    migrate()
    circle = build(members=members, circles=1, asks=200, answers=1_000).circle
    connections.close_all()
    return circle


class Askers:
    """Members of the circle who ask, one after the other, by a seed."""

    def __init__(self, circle: Circle) -> None:
        from dugnad.asks.models import Kind
        from dugnad.people.models import Member, Place

        self.circle = circle
        self.members = list(Member.objects.filter(memberships__circle=circle))
        self.kinds = list(Kind.objects.all())
        self.places = list(Place.objects.filter(pk__in=Member.objects.values("place")))
        self.chance = random.Random(1)

    def ask(self, at: datetime) -> Ask:
        """One of them asks, for something of any kind, anywhere, today."""
        from dugnad.asks.actions.asking import Need, ask
        from dugnad.asks.enums import Urgency
        from dugnad.kit.ids import new_key

        need = Need(
            kind=self.chance.choice(self.kinds),
            title="Somebody to go along tomorrow",
            urgency=Urgency.TODAY,
            place=self.chance.choice(self.places),
        )
        return ask(by=self.chance.choice(self.members), circle=self.circle, need=need, form_key=new_key(), at=at)


def keeping_up(circle: Circle, data: Path, seconds: int) -> None:
    """An ask a second, and how far behind each follower is, seen four times a second."""
    from dugnad.kit.clock import now
    from dugnad.ledger.queries import state_of_followers

    askers, worst = Askers(circle), Counter[str]()
    with serving(data) as running:
        running.at_rest(2)
        while any(told.behind for told in state_of_followers(now()) if told.name in WATCHED):
            time.sleep(0.5)  # they read what the movement did before
        for _second in range(seconds):
            due = time.monotonic() + 1
            askers.ask(now())
            while time.monotonic() < due:
                for told in state_of_followers(now()):
                    if told.name in WATCHED:
                        worst[told.name] = max(worst[told.name], told.behind)
                time.sleep(0.25)
    print(f"\nAn ask a second for {seconds} s on the real server. Acts behind, at the most:")
    print(", ".join(f"{name} {most}" for name, most in sorted(worst.items())))


def a_day(circle: Circle, minutes: int) -> None:
    """An ask a minute with the clock turned by hand, and what became of it."""
    from dugnad.asks import calling
    from dugnad.asks.following import follow
    from dugnad.asks.models import Call
    from dugnad.kit.clock import now
    from dugnad.ledger.models import Act

    askers, begun = Askers(circle), now()
    spent: list[float] = []
    for minute in range(minutes):
        at = begun + timedelta(minutes=minute)
        made = askers.ask(at)
        before = time.process_time()
        follow(Act.objects.get(pk=made.act_id), at=at)
        calling.go_on(at)
        spent.append(time.process_time() - before)
    calls = Call.objects.filter(called_at__gte=begun).select_related("member")
    each = Counter(call.member_id for call in calls)
    ready = {call.member_id: call.member.calls_per_week for call in calls}
    within = Call.objects.filter(member__in=each, called_at__gt=begun - WEEK)
    beyond = sum(number > ready[member] for member, number in Counter(one.member_id for one in within).items())
    spent.sort()
    print(f"\n{minutes} asks, one a minute: {len(calls)} calls to {len(each)} members, none answered.")
    print(f"Members with more calls in seven days than they are ready for: {beyond}")
    print(f"Calls in quiet hours: {sum(in_quiet_hours(call) for call in calls)}")
    print(f"Most calls to one member: {max(each.values(), default=0)}")
    middle, last = spent[len(spent) // 2], spent[int(len(spent) * 0.99)]
    print(f"Processor time for a minute's calling: {middle * 1000:.0f} ms in the middle, {last * 1000:.0f} ms p99")


def in_quiet_hours(call: Call) -> bool:
    """By the member's own clock."""
    from dugnad.methods.quiet import QuietHours

    member = call.member
    return QuietHours(member.quiet_from, member.quiet_until, member.time_zone).hold(call.called_at)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int, default=8_500)
    parser.add_argument("--minutes", type=int, default=1_440)
    parser.add_argument("--seconds", type=int, default=60)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dugnad-bench-") as folder:
        os.environ["DUGNAD_DATA"] = folder
        circle = prepare(asked.members)
        keeping_up(circle, Path(folder), asked.seconds)
        a_day(circle, asked.minutes)


if __name__ == "__main__":
    main()
