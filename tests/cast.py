"""The cast of every test: alice tends, bob belongs, charlie is outside."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.test import Client

from dugnad.circles.actions.circle import found
from dugnad.circles.actions.entrusting import entrust
from dugnad.circles.actions.membership import enter
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle, Membership
from dugnad.circles.warrants import made_up
from dugnad.people.actions.member import arrive
from dugnad.people.models import Member

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LONG_AGO = NOON - timedelta(days=400)
PASSPHRASE = "a lamp in the window"


def make_member(handle: str, *, at: datetime = LONG_AGO, **facts: object) -> Member:
    """A member of the movement, in no circle."""
    member = arrive(handle=handle, passphrase=None, at=at)
    if facts:
        Member.objects.filter(pk=member.pk).update(**facts)
        member.refresh_from_db()
    return member


def make_circle(
    steward: Member,
    *members: Member,
    openness: Openness = Openness.CLOSED,
    at: datetime = LONG_AGO,
    **facts: object,
) -> Circle:
    """A circle tended by `steward`, with `members` in it since `at`."""
    circle = found(
        by=steward,
        name=str(facts.pop("name", "Skåne")),
        purpose="We answer.",
        openness=openness,
        at=at,
        **facts,
    )
    for member in members:
        enter(circle=circle, member=member, at=at)
    return circle


def make_steward(member: Member, circle: Circle, *, at: datetime = NOON) -> None:
    """Have `member` tend `circle` with whoever tends it, as if it had been decided."""
    membership = Membership.objects.select_related("circle", "member").get(circle=circle, member=member)
    with made_up():
        entrust(by=None, membership=membership, warrant=circle.act, at=at)


def again(member: Member) -> Member:
    """The same member as a new request would load them: nothing remembered."""
    return Member.objects.get(pk=member.pk)


def signed_in(member: Member) -> Client:
    """A browser in which `member` is signed in."""
    client = Client()
    client.force_login(member)
    return client
