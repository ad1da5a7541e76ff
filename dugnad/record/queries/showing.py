"""Entries as members read them: what it was, where, and whether it was theirs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dugnad.circles.models import Circle
from dugnad.ledger.on_record import goes_on_record
from dugnad.people.models import Member
from dugnad.record.canon import SAYS
from dugnad.record.models import Entry, Salt

HASH = re.compile("[0-9a-f]{64}")
PAGE = 30
"""Entries on one page."""


@dataclass(frozen=True)
class Shown:
    """`circle` is None where it has none, or one that whoever asks may not know of."""

    index: int
    words: str | Promise
    verb: str
    at: datetime
    circle: Circle | None
    by_me: bool
    about_me: bool


def page(member: Member | None, *, before: int | None = None, circle: str = "") -> tuple[list[Shown], int | None]:
    """The newest entries that `member` may read, before number `before`; and where the next page goes on, if any."""
    seen = Entry.objects.visible_to(member).select_related("act").order_by("-index")
    seen = seen.filter(index__lt=before) if before is not None else seen
    seen = seen.filter(act__circle=circle) if circle else seen
    found = list(seen[: PAGE + 1])
    return shown(member, found[:PAGE]), found[PAGE - 1].index if len(found) > PAGE else None


def shown(member: Member | None, entries: Sequence[Entry]) -> list[Shown]:
    """Each as `member` reads it. One query."""
    circles = _circles(member, {entry.act.circle for entry in entries} - {""})
    key = member.person_key if member else None
    return [
        Shown(
            index=entry.index,
            words=_words(entry.act.verb),
            verb=entry.act.verb,
            at=entry.act.at,
            circle=circles.get(entry.act.circle),
            by_me=entry.act.actor == key,
            about_me=entry.act.toward == key,
        )
        for entry in entries
    ]


def decided(entry: Entry) -> list[tuple[str, Any]]:
    """What was decided, a fact each, as it was then; nothing where it is not known any more.

    Of longer texts there is a hash: `{"hash": …}`.
    """
    told = Salt.objects.filter(entry=entry, part=SAYS).values_list("text", flat=True).first()
    facts = sorted(json.loads(told).items()) if told else []
    return [(name.replace("_", " "), {"hash": fact} if HASH.fullmatch(str(fact)) else fact) for name, fact in facts]


def _circles(member: Member | None, pks: Iterable[str]) -> dict[str, Circle]:
    return {one.pk: one for one in Circle.objects.visible_to(member).filter(pk__in=pks)} if pks else {}


def _words(verb: str) -> str | Promise:
    told = goes_on_record(verb)
    return told.words if told else _("Something was decided")
