"""The ladder of a campaign: what one can do, in the order its organisers choose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.campaigns import ladder, rules
from dugnad.campaigns.actions.starting import touched
from dugnad.campaigns.enums import RungKind
from dugnad.campaigns.findable_parts import put_rung
from dugnad.campaigns.models import Campaign, Rung
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member

MOST = 20
"""Rungs of one ladder. Nobody climbs a longer one."""


@dataclass(frozen=True)
class Step:
    """What one rung says: `goal` people or times, and `why` that many."""

    title: str = ""
    words: str = ""
    goal: int | None = None
    why: str = ""


@transaction.atomic
def add_rung(
    *, by: Member, campaign: Campaign, kind: RungKind, step: Step | None = None, at: datetime | None = None
) -> Rung:
    """A rung at the end of the ladder. Raises `Refused` for a kind that nobody has registered."""
    rules.organises.require(by, campaign)
    step = step or Step()
    if ladder.of_kind(kind) is None:
        raise Refused(_("This cannot be put on a ladder here."))
    if campaign.rungs.count() >= MOST:
        raise Refused(_("The ladder is long enough. Put something away first."))
    last = campaign.rungs.order_by("-position").values_list("position", flat=True).first()
    made = Rung.objects.create(
        campaign=campaign,
        kind=kind,
        position=0 if last is None else last + 1,
        title=step.title,
        words=step.words,
        goal=step.goal,
        why=step.why,
    )
    put_rung(made)
    touched(by, campaign, at or now())
    return made


@transaction.atomic
def edit_rung(*, by: Member, rung: Rung, step: Step, at: datetime | None = None) -> Rung:
    """Other words, or another goal."""
    rules.organises.require(by, rung.campaign)
    Rung.objects.filter(pk=rung.pk).update(title=step.title, words=step.words, goal=step.goal, why=step.why)
    rung.refresh_from_db()
    put_rung(rung)
    touched(by, rung.campaign, at or now())
    return rung


@transaction.atomic
def move_rung(*, by: Member, rung: Rung, up: bool, at: datetime | None = None) -> None:
    """One place up or down. At the end of the ladder it stays where it is."""
    campaign = rung.campaign
    rules.organises.require(by, campaign)
    order = list(campaign.rungs.order_by("position", "id").values_list("pk", flat=True))
    here = order.index(rung.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        return
    order[here], order[there] = order[there], order[here]
    for position, pk in enumerate(order):
        Rung.objects.filter(pk=pk).exclude(position=position).update(position=position)
    touched(by, campaign, at or now())


@transaction.atomic
def put_away(*, by: Member, rung: Rung, away: bool = True, at: datetime | None = None) -> None:
    """Nobody can do it any more, and what was done stays; or, with `away=False`, open it again."""
    rules.organises.require(by, rung.campaign)
    if Rung.objects.filter(pk=rung.pk, done=not away).update(done=away) == 1:
        touched(by, rung.campaign, at or now())
    rung.refresh_from_db()
