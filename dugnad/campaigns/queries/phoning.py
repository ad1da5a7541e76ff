"""Telephone calls: whom to call, who is at it, and what has come of it so far."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dugnad.campaigns.enums import CallResult, RungKind
from dugnad.campaigns.ladder import Progress
from dugnad.campaigns.models import LineInUse, PhoneCall, Rung
from dugnad.campaigns.models.doing import Person
from dugnad.campaigns.models.phoning import HALF_AN_HOUR
from dugnad.campaigns.queries.aiming import Aim, aims

NOT_DIALLED = re.compile(r"[^0-9+*#]")


@dataclass(frozen=True)
class Office:
    """One whom the campaign calls. `busy_until`: somebody else said that they are calling there."""

    aim: Aim
    calls: int
    results: list[tuple[str, int]]
    busy_until: datetime | None

    @property
    def dial(self) -> str:
        """The number as a telephone takes it."""
        return NOT_DIALLED.sub("", self.aim.target.phone)


def offices(rung: Rung, person: Person | None, at: datetime) -> list[Office]:
    """Those with a telephone, the right one for the person's place first. Three queries."""
    reachable = [aim for aim in aims(rung.campaign, person.place if person else None) if aim.target.phone]
    counts = _results(rung)
    lines = LineInUse.objects.filter(target__campaign=rung.campaign_id, since__gt=at - HALF_AN_HOUR)
    others = lines.exclude(person=person.person_key) if person else lines
    busy = {target: since + HALF_AN_HOUR for target, since in others.values_list("target_id", "since")}
    return [_office(aim, counts.get(aim.target.pk, Counter()), busy.get(aim.target.pk)) for aim in reachable]


def _results(rung: Rung) -> dict[str, Counter[str]]:
    """By target: how many calls came to what."""
    found: dict[str, Counter[str]] = {}
    calls = PhoneCall.objects.filter(rung=rung).order_by()
    for target, result, count in calls.values_list("target_id", "result").annotate(n=Count("pk")):
        found.setdefault(str(target), Counter())[result] = count
    return found


def _office(aim: Aim, results: Counter[str], busy_until: datetime | None) -> Office:
    said = [(str(result.label), results[result]) for result in CallResult if results[result]]
    return Office(aim, results.total(), said, busy_until)


def progress(rungs: Sequence[Rung]) -> dict[str, Progress]:
    """How many calls were made, and how many came to a promise, by rung. One query."""
    phoning = [rung.pk for rung in rungs if rung.kind == RungKind.PHONE]
    made: dict[str, Counter[str]] = {pk: Counter() for pk in phoning}
    calls = PhoneCall.objects.filter(rung__in=phoning).order_by()
    for rung, result, count in calls.values_list("rung_id", "result").annotate(n=Count("pk")):
        made[rung][result] = count
    return {pk: Progress(results.total(), _said(results)) for pk, results in made.items()}


def _said(results: Counter[str]) -> str:
    count = results.total()
    if not count:
        return _("Nobody has called yet.")
    calls = ngettext("%(n)d call has been made.", "%(n)d calls have been made.", count) % {"n": count}
    promised = results[CallResult.PROMISED]
    if not promised:
        return calls
    came = ngettext("In %(n)d of them something was promised.", "In %(n)d of them something was promised.", promised)
    return f"{calls} {came % {'n': promised}}"
