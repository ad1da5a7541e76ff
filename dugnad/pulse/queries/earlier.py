"""Releases as they were published, and what has changed in how they are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from dugnad.people.models import Member
from dugnad.pulse.models import Release
from dugnad.pulse.queries.releases import newest, of_scope, results
from dugnad.pulse.report.method import changes, differences
from dugnad.pulse.wording import words


@dataclass(frozen=True)
class Past:
    """One line of the list: which days it tells of, and when it was taken."""

    pk: str
    first_day: date
    last_day: date
    taken_at: datetime


def published(member: Member, *, circle: str | None = None, campaign: str | None = None) -> Sequence[Past]:
    """Every release of this scope that `member` may read, the newest first. One query, without the numbers."""
    found = of_scope(member, circle, campaign).values_list("pk", "begins_at", "ends_at", "taken_at")
    return [
        Past(pk, begins.astimezone(UTC).date(), (ends - timedelta(seconds=1)).astimezone(UTC).date(), taken)
        for pk, begins, ends, taken in found
    ]


@dataclass(frozen=True)
class Since:
    """The `newest` release of the same scope, and in sentences what changed in method until then."""

    newest: Release
    changed: tuple[str, ...]


def since(member: Member, release: Release) -> Since | None:
    """What came after `release`; None if it is the newest."""
    last = newest(member, circle=release.circle_id, campaign=release.campaign_id)
    if last is None or last.pk == release.pk:
        return None
    otherwise = [one for one in changes(method(release), words()) if one not in changes(method(last), words())]
    return Since(last, (*otherwise, *differences(results(release), results(last), words())))


def method(release: Release) -> int:
    """By which method it was taken."""
    return int(release.facts.get("method", 1))
