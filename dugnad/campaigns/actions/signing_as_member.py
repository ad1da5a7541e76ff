"""A member puts their name to a demand, with one tap."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from dugnad.campaigns.actions.agreeing import agree, member_supporter, record_signing
from dugnad.campaigns.actions.petition_keys import key_of
from dugnad.campaigns.actions.signing import Given, facts, require_open
from dugnad.campaigns.acts import SIGNED
from dugnad.campaigns.enums import Came, Signed
from dugnad.campaigns.hashing import keyed
from dugnad.campaigns.models import Campaign, Signature
from dugnad.campaigns.models.signing import ONE_PERSON
from dugnad.campaigns.queries.signing import confirmed_address
from dugnad.campaigns.rules import reads_campaign
from dugnad.kit.clock import now
from dugnad.people.addresses import read
from dugnad.people.models import Member


def sign_as_member(*, by: Member, campaign: Campaign, given: Given, at: datetime | None = None) -> Signature:
    """Count a member at once: their account is their word. A second time changes nothing.

    Raises `Refused` for those who may not read the campaign, and when it takes no signatures.
    """
    reads_campaign.require(by, campaign)
    require_open(campaign)
    at = at or now()
    email = confirmed_address(by)
    mailbox = keyed(key_of(campaign.pk), read(email).mailbox if email else f"member {by.person_key}")
    same = Signature.objects.filter(campaign=campaign, mailbox=mailbox, state__in=ONE_PERSON)
    if already := same.first():
        return already
    try:
        return _sign_member(by, campaign, given, email, mailbox, at)
    except IntegrityError:  # the same button, pressed a moment ago
        return same.get()


@transaction.atomic
def _sign_member(by: Member, campaign: Campaign, given: Given, email: str, mailbox: str, at: datetime) -> Signature:
    supporter = member_supporter(by, email, given.name, at)
    row = Signature(
        campaign=campaign,
        mailbox=mailbox,
        came=Came.MEMBER,
        state=Signed.CONFIRMED,
        supporter=supporter,
        created_at=at,
        confirmed_at=at,
        counted_at=at,
        **facts(given),
    )
    row.save(force_insert=True)
    agree(row, supporter, signs=True, at=at)
    record_signing(SIGNED, by, campaign, at)
    return row
