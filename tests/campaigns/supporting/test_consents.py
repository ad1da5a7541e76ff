from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dugnad.campaigns.actions import consents
from dugnad.campaigns.enums import Phase, Purpose
from dugnad.campaigns.links import consents_path, supporter_of
from dugnad.campaigns.models import Campaign, Consent, Supporter
from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.notify.models import Letter
from dugnad.notify.outside import opened
from dugnad.people.models import Member
from tests.campaigns.making import make_open
from tests.campaigns.supporting.making import WORDS, agree, make_supporter
from tests.cast import NOON, signed_in


@pytest.fixture
def campaign(alice: Member, circle: Circle) -> Campaign:
    return make_open(alice, circle)


@pytest.fixture
def eva(campaign: Campaign) -> Supporter:
    return make_supporter("eva@mail.example")


def holds(supporter: Supporter) -> set[str]:
    standing = Consent.objects.filter(supporter=supporter, taken_back_at=None)
    return set(standing.values_list("purpose", flat=True))


def test_taken_back_is_an_act_nobody_else_hears_of(campaign: Campaign, eva: Supporter) -> None:
    consent = agree(eva, campaign)

    consents.take_back(consent=consent, at=NOON)

    act = Act.objects.get(verb="consent-taken-back")
    assert (act.actor, act.object_id, act.audience) == (eva.person_key, consent.pk, "private")
    assert holds(eva) == set()


def test_twice_is_refused(campaign: Campaign, eva: Supporter) -> None:
    consent = agree(eva, campaign)
    consents.take_back(consent=consent, at=NOON)

    with pytest.raises(Refused):
        consents.take_back(consent=consent, at=NOON)

    assert Act.objects.filter(verb="consent-taken-back").count() == 1


def test_a_name_is_not_shown_for_a_signature_that_does_not_count(campaign: Campaign, eva: Supporter) -> None:
    signature = agree(eva, campaign, Purpose.SIGNATURE)
    agree(eva, campaign, Purpose.SHOWN)
    agree(eva, campaign, Purpose.UPDATES)

    consents.take_back(consent=signature, at=NOON)

    assert holds(eva) == {Purpose.UPDATES}


def test_the_address_goes_with_the_last_that_needs_it(campaign: Campaign, eva: Supporter) -> None:
    updates, partner = agree(eva, campaign), agree(eva, campaign, Purpose.PARTNER, partner="Red Cross")
    agree(eva, campaign, Purpose.SHOWN)

    consents.take_back(consent=updates, at=NOON)
    eva.refresh_from_db()
    assert eva.email == "eva@mail.example"

    consents.take_back(consent=partner, at=NOON)
    eva.refresh_from_db()
    assert (eva.email, eva.name) == ("", "Eva")


def test_with_nothing_left_the_name_goes_too(campaign: Campaign, eva: Supporter) -> None:
    agree(eva, campaign, Purpose.SIGNATURE)
    agree(eva, campaign)

    assert consents.take_all_back(supporter=eva, at=NOON) == 2

    eva.refresh_from_db()
    assert (eva.email, eva.name) == ("", "")


def test_a_signature_needs_its_address_until_the_campaign_is_closed(campaign: Campaign, eva: Supporter) -> None:
    agree(eva, campaign, Purpose.SIGNATURE)
    assert consents.sweep_addresses(NOON + timedelta(days=40)) == 0

    Campaign.objects.filter(pk=campaign.pk).update(phase=Phase.CLOSED)

    assert consents.sweep_addresses(NOON + timedelta(days=40)) == 1
    eva.refresh_from_db()
    assert eva.email == ""


def test_somebody_who_may_still_confirm_keeps_the_address(campaign: Campaign) -> None:
    make_supporter("new@mail.example", confirmed=False)

    assert consents.sweep_addresses(NOON + timedelta(days=1)) == 0
    assert consents.sweep_addresses(NOON + timedelta(days=31)) == 1


def test_the_page_shows_the_words_and_takes_back_with_one_tap(campaign: Campaign, eva: Supporter) -> None:
    consent, path = agree(eva, campaign), consents_path(eva)
    browser = Client()

    page = browser.get(path).content.decode()
    assert WORDS in page
    assert holds(eva) == {Purpose.UPDATES}  # looking changes nothing

    answer = browser.post(path, {"consent": consent.pk})
    assert (answer.status_code, holds(eva)) == (302, set())
    assert b"taken back on" in browser.get(path).content


def test_a_link_is_good_for_one_person(campaign: Campaign, eva: Supporter) -> None:
    other = agree(make_supporter("other@mail.example"), campaign)

    assert Client().post(consents_path(eva), {"consent": other.pk}).status_code == 404
    assert Client().get(consents_path(eva).rstrip("/")[:-1] + "x/").status_code == 404
    other.refresh_from_db()
    assert other.taken_back_at is None


def test_a_link_stops_nothing_and_a_stop_shows_nothing(campaign: Campaign, eva: Supporter) -> None:
    token = consents_path(eva).split("/")[-2]

    assert supporter_of(token) == eva
    assert Client().get(f"/updates/stop/{token}/").status_code == 404


def test_as_many_queries_for_one_consent_as_for_three(campaign: Campaign, eva: Supporter) -> None:
    counts, path = [], consents_path(eva)
    for purposes in ([Purpose.UPDATES], [Purpose.SIGNATURE, Purpose.SHOWN]):
        for purpose in purposes:
            agree(eva, campaign, purpose)
        with CaptureQueriesContext(
            connection,
        ) as made:
            Client().get(path)
        counts.append(len(made))

    assert counts == [counts[0]] * 2


def ask(email: str) -> str:
    """What is answered to somebody who wants a link."""
    answer = Client().post("/consents/", {"email": email})
    assert answer.status_code == 200
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())


def test_a_known_address_gets_a_link_and_nobody_learns_which(campaign: Campaign, eva: Supporter) -> None:
    agree(eva, campaign)

    assert ask("Eva+x@mail.example") == ask("nobody@mail.example")

    written = opened(Letter.objects.get(sort="outside"))
    assert written.to == "eva@mail.example"
    assert any("/consents/" in passage.href for passage in written.passages)


def test_the_fourth_letter_in_an_hour_is_not_written(campaign: Campaign, eva: Supporter) -> None:
    agree(eva, campaign)

    assert len({ask("eva@mail.example") for _ in range(5)}) == 1

    assert Letter.objects.filter(sort="outside").count() == 3


def test_what_is_no_address_comes_back(campaign: Campaign) -> None:
    answer = Client().post("/consents/", {"email": "eva at mail"})

    assert answer.status_code == 422
    assert b"eva at mail" in answer.content


def test_members_see_theirs_by_an_address_of_theirs(campaign: Campaign, eva: Supporter, bob: Member) -> None:
    consent = agree(eva, campaign)
    browser = signed_in(bob)
    assert WORDS not in browser.get("/me/consents/").content.decode()
    one = {"source": "campaigns", "consent": consent.pk}
    assert browser.post("/me/consents/", one).status_code == 404

    EmailAddress.objects.create(user=bob, email="Eva@mail.example", verified=True)

    assert WORDS in browser.get("/me/consents/").content.decode()
    browser.post("/me/consents/", one)
    assert holds(eva) == set()
