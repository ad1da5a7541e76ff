"""What organisers see of the signatures: numbers, and what wants to be looked at; no list of names."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from dugnad.campaigns.enums import Signed, Suspicion, Verdict
from dugnad.campaigns.models import Campaign, PaperSheet, Signature, SigningAlarm

SHOWN = 30


@dataclass(frozen=True)
class Alarm:
    """An alarm, and how many are held for it now."""

    row: SigningAlarm
    held: int


@dataclass(frozen=True)
class Desk:
    """`states` are numbers by state, in the order of the states, without those of which there are none."""

    states: list[tuple[str, int]]
    alarms: list[Alarm]
    settled: list[SigningAlarm]
    waiting: list[PaperSheet]
    checked: list[PaperSheet]


def desk(campaign: Campaign) -> Desk:
    """Seven queries."""
    these = Signature.objects.filter(campaign=campaign).order_by()
    by_state = dict(these.values_list("state").annotate(n=Count("pk")))
    held = these.filter(state=Signed.HELD)
    hosts = dict(held.values_list("host").annotate(n=Count("pk")))
    networks = dict(held.values_list("network").annotate(n=Count("pk")))
    alarms = SigningAlarm.objects.filter(campaign=campaign).order_by("-raised_at", "pk")
    open_ones = alarms.filter(verdict=Verdict.OPEN)[:SHOWN]
    sheets = PaperSheet.objects.filter(campaign=campaign).select_related("entered_by", "checked_by")
    return Desk(
        states=[(str(state.label), by_state[state]) for state in Signed if by_state.get(state)],
        alarms=[Alarm(one, _held(one, hosts, networks)) for one in open_ones],
        settled=list(alarms.exclude(verdict=Verdict.OPEN).select_related("settled_by")[:SHOWN]),
        waiting=list(sheets.filter(verdict=Verdict.OPEN).order_by("entered_at", "pk")[:SHOWN]),
        checked=list(sheets.exclude(verdict=Verdict.OPEN).order_by("-checked_at", "pk")[:SHOWN]),
    )


def _held(alarm: SigningAlarm, hosts: dict[str, int], networks: dict[str, int]) -> int:
    if alarm.suspicion == Suspicion.BURST:
        return 0
    return (hosts if alarm.suspicion == Suspicion.HOST else networks).get(alarm.about, 0)
