"""How many went further, read from what is on the ledger."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.test import Client

from dugnad.campaigns.acts import LETTER_SENT, PHONED, SIGNED
from dugnad.campaigns.enums import RungKind
from dugnad.campaigns.models import Campaign
from dugnad.campaigns.models.doing import Person
from dugnad.campaigns.queries.funnel import funnel_of, loss_of, sentence
from dugnad.circles.models import Circle
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member
from tests.campaigns.making import make_open
from tests.campaigns.pledging.making import make_eva
from tests.cast import NOON

LATER = NOON + timedelta(days=90)


def did(by: Person, verb: Verb, campaign: Campaign, *, days: int = 1) -> None:
    at = NOON + timedelta(days=days)
    record(verb, by=by, about=campaign.pk, circle=campaign.circle_id, cause=campaign.act_id, at=at)


def test_of_fourteen_who_signed_eleven_wrote(alice: Member, bob: Member, circle: Circle) -> None:
    campaign = make_open(alice, circle, RungKind.SIGN, RungKind.WRITE, RungKind.PHONE)
    other = make_open(bob, circle, RungKind.SIGN, title="Another one")
    people = [make_eva(f"p{number}@example.org") for number in range(14)]
    with transaction.atomic():
        for number, person in enumerate(people):
            did(person, SIGNED, campaign)
            did(person, PHONED, other)
            if number < 11:
                did(person, LETTER_SENT, campaign, days=9)
                did(person, LETTER_SENT, campaign, days=12)
        did(bob, LETTER_SENT, campaign)
        did(people[0], PHONED, campaign, days=40)
    said = "Of 14 who signed here, 11 have written, fewer than 10 have phoned."
    assert sentence(loss_of(campaign)) == said
    assert said in Client().get(f"/campaigns/{campaign.pk}/").content.decode()
    found = funnel_of(campaign, LATER)
    assert found.total is not None
    assert [(one.k, one.n) for one in found.total.shares] == [(15, 15), (12, 15), (12, 15), (0, 15)]
    assert (funnel_of(campaign, NOON + timedelta(days=20)).too_new, found.too_new) == (15, 0)


def test_those_who_run_it_are_not_counted(alice: Member, circle: Circle) -> None:
    campaign = make_open(alice, circle)
    with transaction.atomic():
        did(alice, SIGNED, campaign)
    found = funnel_of(campaign, LATER)
    assert (found.total, found.too_new, found.waiting) == (None, 0, 0)
