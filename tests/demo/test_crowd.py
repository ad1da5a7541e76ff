"""Many signers written at once leave the same rows and acts as the actions do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from dugnad.campaigns.actions.confirming import confirm
from dugnad.campaigns.actions.signing import Agreement, Given, sign
from dugnad.campaigns.enums import Purpose, Shown
from dugnad.campaigns.models import Campaign, Consent, Signature, Supporter
from dugnad.circles.models import Circle
from dugnad.demo.crowd import Crowd, Signer
from dugnad.ledger.models import Act
from dugnad.people.addresses import read
from dugnad.people.models import Member, Place
from tests.campaigns.making import make_open
from tests.cast import NOON

pytestmark = pytest.mark.django_db(transaction=True)
LUND = 2693678


def people(place: Place, code: str) -> list[Signer]:
    """Three of them: private, with their name, and with words."""
    return [
        Signer("Alva", f"{code}.1@example.org", NOON, NOON + timedelta(minutes=5), place, updates=True),
        Signer("Örjan", f"{code}.2@example.org", NOON, NOON + timedelta(minutes=3), shown=Shown.NAME, language="sv"),
        Signer("Åke", f"{code}.3@example.org", NOON, NOON + timedelta(minutes=9), words="Enough.", shown=Shown.WORDS),
    ]


def by_actions(campaign: Campaign, signers: Sequence[Signer]) -> None:
    for one in signers:
        agreed = (Agreement(Purpose.UPDATES, str(Purpose.UPDATES.label)),) if one.updates else ()
        given = Given(one.name, one.place, one.words, one.shown, one.language, agreed)
        sign(campaign=campaign, given=given, address=read(one.email), at=one.sent_at)
    for one in sorted(signers, key=lambda one: one.at):
        row = Signature.objects.select_related("campaign").get(campaign=campaign, name=one.name)
        confirm(signature=row, at=one.at)


def written(campaign: Campaign) -> dict[str, list[dict[str, Any]]]:
    """All rows of a campaign, without what is drawn by lot: ids, keys and hashes of mailboxes."""
    signatures = list(Signature.objects.filter(campaign=campaign).order_by("name"))
    supporters = Supporter.objects.filter(signatures__campaign=campaign).order_by("name")
    keys = {one.person_key: one.name for one in supporters}
    acts = Act.objects.filter(object_id=campaign.pk, verb="signed").order_by("id")
    return {
        "signatures": [_of(one, "id", "campaign", "mailbox", "supporter", "receipt") for one in signatures],
        "supporters": [_of(one, "id", "person_key", "address_hash", "email") for one in supporters],
        "consents": [
            _of(one, "id", "supporter", "campaign") | {"of": one.supporter.name}
            for one in Consent.objects.filter(campaign=campaign).order_by("supporter__name", "purpose")
        ],
        "acts": [
            _of(one, "id", "transaction", "object_id", "actor", "cause")
            | {"by": keys[one.actor], "caused": one.cause_id == campaign.act_id}
            for one in acts
        ],
    }


def _of(row: Any, *but: str) -> dict[str, Any]:
    return {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in but}


def test_at_once_and_one_by_one_are_the_same(circle: Circle, alice: Member) -> None:
    lund = Place.objects.create(id=LUND, name="Lund", folded="lund", country="SE", latitude=55.7, longitude=13.2)
    one, other, crowd = make_open(alice, circle), make_open(alice, circle, title="Another"), Crowd()
    by_actions(one, people(lund, "a"))

    with transaction.atomic():
        crowd.sign(other, people(lund, "b"))
        assert not Act.objects.filter(object_id=other.pk, verb="signed").exists()
        crowd.up_to(NOON + timedelta(minutes=5))
        assert Act.objects.filter(object_id=other.pk, verb="signed").count() == 1
        crowd.up_to(NOON + timedelta(hours=1))
    assert crowd.next_at is None
    assert written(one) == written(other)
    assert len(written(one)["acts"]) == 3


def test_one_person_is_still_one_person(circle: Circle, alice: Member) -> None:
    campaign = make_open(alice, circle)

    twice = [Signer(name, "same@example.org", NOON, NOON) for name in ("Alva", "Bo")]
    with pytest.raises(IntegrityError), transaction.atomic():
        Crowd().sign(campaign, twice)
    assert not Signature.objects.exists()
