"""How long an archive takes, and an erasure: `python -m benchmarks.leaving [acts]`.

A member with so many acts (10,000 if nothing is said), an ask and two answers for every ten of them, in an empty
installation beside. Everything is made and measured in a folder that is gone afterwards.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

ACTS = 10_000


def main(acts: int = ACTS) -> None:
    """Print a row for each."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DUGNAD_DATA": folder, "DJANGO_SETTINGS_MODULE": "dugnad.settings"}
        _measure(Path(folder), acts)


def _measure(folder: Path, acts: int) -> None:
    import django  # only now is it said where the data are

    django.setup()

    from dugnad.kit.clock import now
    from dugnad.leaving.actions import archives, departing, erasing
    from dugnad.leaving.enums import When
    from dugnad.leaving.packing.reading_back import read
    from dugnad.leaving.queries.files import path_of
    from dugnad.serve.first import migrate

    migrate()

    member = _lived(acts)
    at = now()
    wanted = archives.ask(by=member, session_key="here", at=at)
    began = time.perf_counter()
    archives.make(wanted.pk, at=at)
    packed = time.perf_counter() - began
    rows = sum(map(len, read(path_of(wanted)).values()))
    size = path_of(wanted).stat().st_size
    departing.depart(by=member, when=When.NOW, at=at)
    began = time.perf_counter()
    erasing.erase(member.pk, at=at)
    print(f"| {acts:,} | {rows:,} | {size / 1e6:.1f} | {packed:.1f} | {time.perf_counter() - began:.1f} |")


def _lived(acts: int) -> object:
    from dugnad.asks.actions.answering import answer
    from dugnad.asks.actions.asking import Need, Speaker, ask
    from dugnad.asks.enums import Nature, Urgency
    from dugnad.asks.models import Kind
    from dugnad.circles.actions.circle import found
    from dugnad.circles.actions.membership import enter
    from dugnad.circles.enums import Openness
    from dugnad.kit.clock import now
    from dugnad.kit.ids import new_key
    from dugnad.people.actions.member import arrive

    long_ago = now() - timedelta(days=400)
    member, other = (arrive(handle=name, passphrase=None, at=long_ago) for name in ("mona", "alma"))
    circle = found(by=other, name="Skåne", purpose="We answer.", openness=Openness.CLOSED, at=long_ago)
    enter(circle=circle, member=member, at=long_ago)
    kind = Kind.objects.create(id="shelter", names={"en": "Shelter"})
    need = Need(kind=kind, title="A bed for two nights", text="He is calm. " * 40, urgency=Urgency.TODAY)
    for number in range(acts // 3 + 1):
        who = member if number % 2 else other
        made = ask(by=who, circle=circle, need=need, form_key=new_key(), speaker=Speaker())
        for _one in range(4 if number % 2 == 0 else 2):
            text = "We have a room and no dog. " * 10
            answer(by=member, ask=made, text=text, nature=Nature.PRACTICAL, form_key=new_key())
    return member


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
