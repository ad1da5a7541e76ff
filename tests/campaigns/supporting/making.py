"""Supporters and what they agreed to, as signing and lists leave them."""

from __future__ import annotations

from datetime import datetime

from dugnad.campaigns.enums import Purpose
from dugnad.campaigns.hashing import hash_of
from dugnad.campaigns.models import Campaign, Consent, Supporter
from tests.cast import NOON

WORDS = "Write to me about this campaign, at most once a week."


def make_supporter(email: str, *, at: datetime = NOON, confirmed: bool = True, **facts: object) -> Supporter:
    """Somebody without an account."""
    name = facts.pop("name", email.partition("@")[0].title())
    return Supporter.objects.create(
        email=email,
        address_hash=hash_of(email),
        name=name,
        came_at=at,
        confirmed_at=at if confirmed else None,
        **facts,
    )


def agree(
    supporter: Supporter,
    campaign: Campaign,
    purpose: Purpose = Purpose.UPDATES,
    *,
    partner: str = "",
    text: str = WORDS,
    at: datetime = NOON,
) -> Consent:
    """A consent that holds."""
    return Consent.objects.create(
        supporter=supporter, campaign=campaign, purpose=purpose, partner=partner, text=text, given_at=at
    )


def make_crowd(campaign: Campaign, count: int, *, at: datetime = NOON) -> list[Supporter]:
    """So many who agreed to updates."""
    made = [make_supporter(f"person{number}@mail.example", at=at) for number in range(count)]
    for supporter in made:
        agree(supporter, campaign, at=at)
    return made
