"""Numbers on open pages of people without an account."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from dugnad.campaigns.enums import Phase, RungKind
from dugnad.campaigns.models import Campaign, PledgeTerms
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.kept import HEADER
from dugnad.people.models import Member
from tests.campaigns.making import make_open
from tests.campaigns.pledging.making import make_pledge, make_pledging
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def afresh(client: Client, campaign: Campaign) -> str:
    answer = client.get(f"/campaigns/{campaign.pk}/afresh/")
    assert (answer.status_code, answer.headers.get(HEADER), answer.cookies) == (200, "1", {})
    return answer.content.decode()


def test_numbers_and_ladder_come_anew_and_alone(circle: Circle, bob: Member, client: Client) -> None:
    campaign = make_open(bob, circle, RungKind.SIGN, RungKind.WRITE, title="A bed")
    text = afresh(client, campaign)
    assert 'id="count"' in text
    assert 'id="ladder"' in text
    assert "<h1" not in text
    for path in (f"/campaigns/{campaign.pk}/", f"/campaigns/{campaign.pk}/sign/"):
        page = client.get(path)
        assert f'data-afresh="/campaigns/{campaign.pk}/afresh/"'.encode() in page.content
        assert page.headers[HEADER] == "1"


def test_a_member_has_a_stream_instead(circle: Circle, bob: Member) -> None:
    campaign = make_open(bob, circle, RungKind.WRITE)
    page = signed_in(bob).get(f"/campaigns/{campaign.pk}/")
    assert b"data-afresh" not in page.content
    assert b"data-live" in page.content
    assert HEADER not in page.headers


def test_a_draft_has_none(circle: Circle, bob: Member) -> None:
    campaign = make_open(bob, circle, phase=Phase.DRAFT)
    for browser in (Client(), signed_in(bob)):
        assert browser.get(f"/campaigns/{campaign.pk}/afresh/").status_code == 404


def test_a_crossing_is_told_on_both_pages(circle: Circle, alice: Member, bob: Member, client: Client) -> None:
    rung = make_pledging(bob, circle, needed=2, at=now(), until=now() + timedelta(days=9))
    said = 'data-came="Enough have pledged."'
    make_pledge(alice, rung, at=now())
    before = client.get(f"/pledges/{rung.pk}/afresh/").content.decode()
    assert "1 of 2 have pledged" in before
    assert said not in before + afresh(client, rung.campaign)
    make_pledge(bob, rung, at=now())
    after = client.get(f"/pledges/{rung.pk}/afresh/").content.decode()
    assert said in after
    assert said in afresh(client, rung.campaign)
    assert f'data-afresh="/pledges/{rung.pk}/afresh/"'.encode() in client.get(f"/pledges/{rung.pk}/").content


def test_a_number_reached_is_told(circle: Circle, bob: Member, client: Client, plain_kinds: dict[str, int]) -> None:
    campaign = make_open(bob, circle, RungKind.WRITE, title="A bed")
    campaign.rungs.update(goal=3, title="Write to them")
    plain_kinds["A bed"] = 2
    assert "data-came" not in afresh(client, campaign)
    plain_kinds["A bed"] = 3
    assert 'data-came="Write to them: the number is reached."' in afresh(client, campaign)


def test_when_its_day_has_passed_there_is_how_it_went(circle: Circle, bob: Member, client: Client) -> None:
    rung = make_pledging(bob, circle, needed=2, at=now(), until=now() + timedelta(days=9))
    assert "See how it went" not in afresh(client, rung.campaign)
    PledgeTerms.objects.update(until=now() - timedelta(hours=1))
    text = afresh(client, rung.campaign)
    assert text.count("See how it went") == 1
    assert "too few, so nobody is bound" in text
