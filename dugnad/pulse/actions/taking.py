"""Taking the pulse: by a child process, so that what counts is gone from memory when it is done."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

import dugnad
from dugnad.ledger import mirror
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.pulse.laps import due
from dugnad.pulse.models import Plot, Release
from dugnad.pulse.queries.left_out import left_out
from dugnad.pulse.queries.scopes import first_act, last_until, scopes
from dugnad.pulse.taking.order import Order, Scope
from dugnad.pulse.verbs import RELEASED


class NotTaken(Exception):
    """The child came to a bad end. The message is its last lines."""


def take(*, at: datetime, root: Path | None = None) -> int:
    """Take the pulses that are due at `at`, from the acts in the mirror at `root`. How many were taken.

    Raises `NotTaken`, and `followers.NotNow` where the mirror cannot be sealed.
    """
    until = due(at, last=last_until(), first_act=first_act())
    if until is None:
        return 0
    sealing = mirror.Mirror(root) if root else mirror.mirror()
    mirror.seal_now(sealing, at=at)
    order = Order(
        root=str(sealing.root), until=until, scopes=scopes(until), languages=_languages(), left_out=left_out()
    )
    known = {scope.key: scope for scope in order.scopes}
    with _answers(order) as answers, transaction.atomic():
        return sum(_keep(known[answer["key"]], until, answer, at) for answer in answers)


def is_due(at: datetime) -> bool:
    """Whether there are pulses to take at `at`."""
    return due(at, last=last_until(), first_act=first_act()) is not None


def _keep(scope: Scope, until: datetime, answer: dict[str, Any], at: datetime) -> bool:
    """Write one release, unless it is there already. Whether it was written."""
    ids = {"circle_id": scope.circle or None, "campaign_id": scope.campaign or None}
    if Release.objects.filter(**ids, ends_at__gte=until).exists():
        return False
    made = Release.objects.create(
        **ids,
        begins_at=scope.begins,
        ends_at=until,
        taken_at=at,
        results=answer["results"],
        held=answer["held"],
        facts=answer["facts"],
    )
    audience = Audience.CIRCLE if scope.circle else Audience.MOVEMENT
    record(RELEASED, by=None, about=made.pk, circle=scope.circle, audience=audience, at=at)
    Plot.objects.bulk_create(
        Plot(release=made, measure=measure, language=language, svg=svg)
        for measure, drawn in answer["plots"].items()
        for language, svg in drawn.items()
    )
    return True


@contextmanager
def _answers(order: Order) -> Iterator[Iterator[dict[str, Any]]]:
    """What the child told, one by one, once it has ended well: of one that came to a bad end nothing is kept."""
    with (
        tempfile.TemporaryDirectory(prefix="dugnad-pulse-") as home,
        tempfile.TemporaryFile("w+") as told,
        tempfile.TemporaryFile("w+") as wrong,
    ):
        done = subprocess.run(  # our own module, and nothing of it comes from anybody else
            [sys.executable, "-m", "dugnad.pulse.taking"],
            input=json.dumps(order.plain()), stdout=told, stderr=wrong, text=True, env=_surroundings(home), check=False,
        )  # fmt: skip
        if done.returncode:
            wrong.seek(0)
            raise NotTaken(_last_words(wrong.read()))
        told.seek(0)
        yield map(json.loads, told)


def _last_words(wrong: str) -> str:
    """The end of a traceback; a database's messages have an empty line and a row of carets in them."""
    lines = [line.strip() for line in wrong.splitlines() if line.strip(" ^~")]
    return " | ".join(lines[-3:])[-600:]


def _surroundings(home: str) -> dict[str, str]:
    """No key or password of ours; and it finds us, installed or not."""
    package = str(Path(dugnad.__file__).parents[1])
    return {"PYTHONPATH": package, "HOME": home, "MPLCONFIGDIR": home}


def _languages() -> tuple[str, ...]:
    return tuple(code for code, _name in settings.LANGUAGES)
