"""Campaigns for tests, made the way members make them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dugnad.campaigns.actions import phases
from dugnad.campaigns.actions.starting import Words, start
from dugnad.campaigns.actions.targets import Reach, add_target
from dugnad.campaigns.enums import Phase, RungKind
from dugnad.campaigns.models import Campaign, Rung, Target
from dugnad.circles.models import Circle
from dugnad.kit.ids import new_key
from dugnad.people.models import Member
from tests.cast import NOON, again

DEMAND = "Let nobody lose their bed on the day they turn eighteen."


def make_campaign(
    by: Member,
    circle: Circle,
    *,
    title: str = "A bed past eighteen",
    demand: str = DEMAND,
    story: str = "Three boys slept in the station last week.",
    at: datetime = NOON,
    **facts: Any,
) -> Campaign:
    """A draft without targets and ladder."""
    words = Words(title=title, demand=demand, story=story, place=facts.pop("place", None))
    return start(by=again(by), circle=circle, words=words, form_key=new_key(), at=at, **facts)


def make_target(
    by: Member, campaign: Campaign, *, name: str = "Region Skåne", at: datetime = NOON, **reach: Any
) -> Target:
    """One of whom it is demanded."""
    return add_target(by=again(by), campaign=campaign, reach=Reach(name=name, **reach), at=at)


def make_rung(campaign: Campaign, kind: RungKind = RungKind.SIGN, **facts: Any) -> Rung:
    """A rung at the end of the ladder, whether its kind is registered or not."""
    return Rung.objects.create(campaign=campaign, kind=kind, position=campaign.rungs.count(), **facts)


def make_open(
    by: Member, circle: Circle, *kinds: RungKind, phase: Phase = Phase.OPEN, at: datetime = NOON, **facts: Any
) -> Campaign:
    """A campaign with one target and these rungs (one to sign, if none is named), brought to `phase`."""
    campaign = make_campaign(by, circle, at=at, **facts)
    make_target(by, campaign, email="region@skane.example", at=at)
    for kind in kinds or (RungKind.SIGN,):
        make_rung(campaign, kind)
    if phase != Phase.DRAFT:
        phases.open_up(by=again(by), campaign=campaign, at=at)
    if phase == Phase.DELIVERED:
        phases.deliver(by=again(by), campaign=campaign, note="To the council, on paper.", at=at)
    if phase == Phase.CLOSED:
        phases.close(by=again(by), campaign=campaign, at=at)
    return campaign
