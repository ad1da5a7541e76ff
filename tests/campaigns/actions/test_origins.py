"""A campaign out of an ask, by the asker's word."""

from __future__ import annotations

import pytest

from dugnad.asks.models import Ask
from dugnad.campaigns.actions import organisers, origins, phases
from dugnad.campaigns.models import Campaign, Invited, Organiser
from dugnad.campaigns.queries.origins import sources
from dugnad.circles import things
from dugnad.circles.models import Circle
from dugnad.circles.things import Thing
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.people.models import Member
from dugnad.people.telling import telling, words_for
from tests.asks.making import UNDER_ANOTHER_NAME, make_answer, make_ask
from tests.campaigns.making import make_campaign, make_open
from tests.cast import again, make_circle, make_member, signed_in

pytestmark = pytest.mark.django_db


def thing(member: Member, ask: Ask) -> Thing:
    found = things.find(again(member), "ask", ask.pk)
    assert found
    return found


def hearers(verb: str) -> set[str]:
    act = Act.objects.filter(verb=verb).latest("id")
    entry = telling(verb)
    assert entry
    return {one.member for one in entry.who([act])}


@pytest.fixture
def need(circle: Circle, alice: Member) -> Ask:
    return make_ask(alice, circle, speaker=UNDER_ANOTHER_NAME, title="He sleeps in the station")


def test_the_asker_is_asked_and_their_words_are_their_own(
    need: Ask, circle: Circle, alice: Member, bob: Member, movement: object
) -> None:
    campaign = make_open(bob, circle)
    origin = origins.want(by=again(bob), campaign=campaign, thing=thing(bob, need))
    assert origins.want(by=again(bob), campaign=campaign, thing=thing(bob, need)) == origin
    act = Act.objects.get(verb="campaign-wanted")
    assert (act.toward, act.cause_id, act.audience) == (alice.person_key, need.act_id, Audience.PRIVATE)
    assert hearers("campaign-wanted") == {alice.pk}
    assert words_for(again(alice), [act])[act.pk].page == f"/campaigns/origins/{origin.pk}/"
    assert words_for(again(bob), [act]) == {}
    with pytest.raises(Refused, match="Only whoever"):
        origins.agree(by=again(bob), origin=origin)
    page = signed_in(bob).get(f"/campaigns/{campaign.pk}/").content.decode()
    assert "station" not in page.replace("slept in the station", "")
    origins.agree(by=again(alice), origin=origin, words="He is seventeen, and has no bed.")
    stranger = signed_in(make_member("dora")).get(f"/campaigns/{campaign.pk}/").content.decode()
    assert "He is seventeen, and has no bed." in stranger
    assert need.title not in stranger
    assert "Nightingale" not in stranger
    inside = signed_in(bob).get(f"/campaigns/{campaign.pk}/").content.decode()
    assert need.title in inside
    origins.refuse(by=again(alice), origin=origin)
    assert "He is seventeen" not in signed_in(bob).get(f"/campaigns/{campaign.pk}/").content.decode()
    origins.agree(by=again(alice), origin=origin)
    assert (origin.state, origin.words) == ("agreed", "")


def test_several_asks_and_those_who_answered_are_invited_and_first_to_know(alice: Member, bob: Member) -> None:
    dora, erik = make_member("dora"), make_member("erik")
    circle = make_circle(alice, bob, dora, erik)
    asks = [make_ask(by, circle) for by in (alice, dora)]
    make_answer(erik, asks[0])
    campaign = make_open(bob, circle, phase=Campaign._meta.get_field("phase").default)
    for ask, asker in zip(asks, (alice, dora), strict=True):
        origins.agree(by=again(asker), origin=origins.want(by=again(bob), campaign=campaign, thing=thing(bob, ask)))
    assert hearers("campaign-agreed-to") == {bob.pk}
    assert {one.member for one in Invited.objects.all()} == {alice, dora, erik}
    assert [one.thing.pk for one in sources(again(bob), campaign)] == [ask.pk for ask in asks]
    organisers.accept(by=again(erik), campaign=campaign)
    organisers.decline(by=again(dora), campaign=campaign)
    assert {one.member for one in Organiser.objects.all()} == {bob, erik}
    with pytest.raises(Refused, match="not invited"):
        organisers.accept(by=again(bob), campaign=make_campaign(alice, circle))
    phases.open_up(by=again(bob), campaign=campaign)
    assert hearers("campaign-opened") == {alice.pk, dora.pk, erik.pk}


def test_ones_own_ask_needs_no_asking_and_shows_nothing(need: Ask, circle: Circle, alice: Member) -> None:
    campaign = make_campaign(alice, circle)
    origin = origins.want(by=again(alice), campaign=campaign, thing=thing(alice, need))
    assert (origin.state, origin.words) == ("agreed", "")


def test_the_way_from_the_page_of_an_ask(need: Ask, alice: Member, bob: Member, charlie: Member) -> None:
    browser = signed_in(bob)
    path = f"/campaigns/from/ask/{need.pk}/"
    assert path in browser.get(f"/asks/{need.pk}/").content.decode()
    facts = {"title": "Beds", "demand": "A bed past eighteen.", "form_key": "w" * 16}
    assert browser.post(path, {**facts, "title": ""}).status_code == 422
    response = browser.post(path, facts)
    campaign = Campaign.objects.get()
    assert response["Location"] == f"/campaigns/{campaign.pk}/organise/"
    origin = campaign.origins.get()
    assert (origin.state, campaign.act.cause_id) == ("waiting", need.act_id)
    assert browser.get(f"/campaigns/origins/{origin.pk}/").status_code == 404
    consent = signed_in(alice)
    decide = f"/campaigns/origins/{origin.pk}/"
    assert decide in consent.get(f"/asks/{need.pk}/").content.decode()
    assert decide not in browser.get(f"/asks/{need.pk}/").content.decode()
    assert b"checked" not in consent.get(f"/campaigns/origins/{origin.pk}/").content
    consent.post(f"/campaigns/origins/{origin.pk}/", {"answer": "yes", "words": ""})
    origin.refresh_from_db()
    assert origin.state == "agreed"
    other = make_ask(alice, need.circle)
    browser.post(f"/campaigns/from/ask/{other.pk}/", {"campaign": campaign.pk})
    assert campaign.origins.count() == 2
    assert "Beds" in consent.get(f"/asks/{other.pk}/").content.decode()
    assert signed_in(charlie).get(path).status_code == 404
