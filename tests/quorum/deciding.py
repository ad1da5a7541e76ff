"""Stewards with keys of their own: what their browsers do, done here."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dugnad.circles.models import Circle
from dugnad.kit.ids import new_key
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.quorum.actions.approving import approve
from dugnad.quorum.actions.keys import make_known
from dugnad.quorum.actions.proposing import propose
from dugnad.quorum.models import Approval, Proposal
from dugnad.quorum.writing import key_text
from tests.cast import NOON, again, make_circle, make_member, make_steward

EARLIER = NOON - timedelta(days=10)
"""When the keys were made."""
LATER = NOON + timedelta(hours=49)
"""When the two days after `NOON` are over."""

_keys: dict[str, Ed25519PrivateKey] = {}


def key_of(member: Member, circle: Circle, *, at: datetime = EARLIER) -> str:
    """A new key of `member`, made known at `at`. The public half in hexadecimal digits."""
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw().hex()
    text = key_text(circle=circle.pk, handle=member.handle, public=public)
    make_known(by=again(member), circle=circle, public=public, proof=private.sign(text.encode()).hex(), at=at)
    _keys[member.pk] = private
    return public


def signed(member: Member, text: str) -> str:
    """The signature of `member` over `text`."""
    return _keys[member.pk].sign(text.encode()).hex()


def circle_of(*stewards: Member, keys: bool = True) -> Circle:
    """A closed circle with these stewards, who have keys that count at `NOON`, and one member."""
    circle = make_circle(stewards[0], *stewards[1:], make_member("mona"))
    for one in stewards[1:]:
        make_steward(one, circle, at=EARLIER)
    for one in stewards if keys else ():
        key_of(one, circle)
    return circle


def stewards_of(count: int) -> list[Member]:
    """So many people."""
    return [make_member(f"steward{number}") for number in range(count)]


def proposed(
    by: Member, circle: Circle, action: str = "retention", *, at: datetime = NOON, form_key: str = "", **answers: Any
) -> Proposal:
    """A proposal; without answers, that sealed parts are kept for 30 days."""
    told = answers or {"days": 30}
    facts: dict[str, Any] = {"answers": told, "why": "We have to.", "form_key": form_key or new_key()}
    return propose(by=again(by), circle=circle, action=action, at=at, **facts)


def approves(by: Member, proposal: Proposal, *, at: datetime = NOON) -> Approval:
    """`by` signs it with their own key."""
    return approve(by=again(by), proposal=proposal, signature=signed(by, proposal.canonical), at=at)


def refusals() -> int:
    """How often something was refused, as the ledger says."""
    return Act.objects.filter(verb="quorum-refused").count()
