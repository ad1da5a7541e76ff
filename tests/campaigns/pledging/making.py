"""Pledges, gifts and supporters for tests, made the way people make them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from dugnad.campaigns import acting
from dugnad.campaigns.actions import giving, pledging
from dugnad.campaigns.actions.giving import What
from dugnad.campaigns.enums import GiverShown, RungKind
from dugnad.campaigns.models import Campaign, Gift, Pledge, Rung, Supporter
from dugnad.campaigns.models.doing import Person
from dugnad.circles.models import Circle
from dugnad.kit.ids import new_key
from dugnad.people.models import Member
from tests.campaigns.making import make_open
from tests.campaigns.supporting.making import make_supporter
from tests.cast import NOON, again

LAST_DAY = NOON + timedelta(days=10)
SOON = NOON + timedelta(hours=1)


def make_pledging(
    by: Member, circle: Circle, *, needed: int = 3, until: datetime = LAST_DAY, at: datetime = NOON, **facts: Any
) -> Rung:
    """An open campaign whose ladder has a pledge with terms; it comes with its campaign."""
    campaign = make_open(by, circle, RungKind.SIGN, RungKind.PLEDGE, at=at, **facts)
    rung = Rung.objects.select_related("campaign__circle").get(campaign=campaign, kind=RungKind.PLEDGE)
    pledging.set_terms(
        by=again(by), rung=rung, promise="stand outside the town hall", needed=needed, until=until, at=at
    )
    return rung


def make_pledge(by: Person, rung: Rung, *, at: datetime = SOON, shown: bool = False) -> Pledge:
    """One yes, to the words as they stand."""
    return pledging.pledge(by=by, rung=rung, wording=1, shown=shown, at=at)


def make_giving(by: Member, circle: Circle, **facts: Any) -> Rung:
    """An open campaign whose ladder has a place for gifts; it comes with its campaign."""
    campaign = make_open(by, circle, RungKind.SIGN, RungKind.GIVE, **facts)
    return Rung.objects.select_related("campaign__circle").get(campaign=campaign, kind=RungKind.GIVE)


def make_gift(
    by: Person,
    rung: Rung,
    amount: int = 10_000,
    *,
    shown: GiverShown = GiverShown.SOMEBODY,
    at: datetime = SOON,
    **what: Any,
) -> Gift:
    """Money, in öre."""
    told = What(amount=amount, currency="SEK", shown=shown, **what)
    return giving.give(by=by, rung=rung, what=told, form_key=new_key(), at=at)


def make_eva(email: str = "eva@example.org", **facts: Any) -> Supporter:
    """Somebody without an account, whose address proved to be hers."""
    return make_supporter(email, **facts)


def browser_of(supporter: Supporter, campaign: Campaign) -> Client:
    """A browser in which the address was just confirmed."""
    client = Client()
    session = client.session
    request = type("Request", (), {"session": session})()
    acting.remember(request, supporter, campaign)
    session.save()
    return client
