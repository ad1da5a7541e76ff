from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from dugnad.campaigns import happened, next_step
from dugnad.campaigns.actions import replies, starting
from dugnad.campaigns.actions.correspondence import sent
from dugnad.campaigns.actions.starting import Words
from dugnad.campaigns.enums import Phase, ReplyKind, RungKind, SentKind
from dugnad.campaigns.models import Campaign
from dugnad.campaigns.queries import happenings
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.people.models import Member
from tests.campaigns.making import DEMAND, make_campaign, make_open, make_rung, make_target
from tests.cast import again, make_circle, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_kinds")]


def page(client: Client, campaign: Campaign, status: int = 200) -> str:
    response = client.get(f"/campaigns/{campaign.pk}/")
    assert response.status_code == status
    return response.content.decode()


def test_a_stranger_reads_what_is_demanded_and_what_can_be_done(circle: Circle, bob: Member, client: Client) -> None:
    campaign = make_open(bob, circle, RungKind.SIGN, RungKind.WRITE)
    text = page(client, campaign)
    sign, write = campaign.rungs.all()
    order = [text.index(one) for one in (campaign.title, DEMAND, "Region Skåne", f"/do/{sign.pk}/", f"/do/{write.pk}/")]
    assert order == sorted(order)
    assert "One thing you can do now" in text
    assert "/organise/" not in text
    assert "bob" not in text
    assert "sessionid" not in client.cookies


def test_a_draft_is_for_the_circle(circle: Circle, alice: Member, charlie: Member, bob: Member, client: Client) -> None:
    campaign = make_campaign(bob, circle)
    assert "Only members of the circle read it" in page(signed_in(alice), campaign)
    page(client, campaign, 404)
    page(signed_in(charlie), campaign, 404)


def test_the_name_of_a_hidden_circle_is_never_on_it(alice: Member, bob: Member, client: Client) -> None:
    hidden = make_circle(alice, bob, openness=Openness.HIDDEN, name="The quiet ones")
    campaign = make_open(bob, hidden)
    for somebody in (client, signed_in(bob)):
        assert "quiet ones" not in page(somebody, campaign)
    assert "by Skåne" in page(client, make_open(bob, make_circle(alice, bob)))


def test_the_silence_is_counted_in_public(circle: Circle, bob: Member, client: Client) -> None:
    begun = now() - timedelta(days=22, hours=1)
    campaign = make_open(bob, circle, at=begun)
    target = campaign.targets.get()
    assert "Nothing has been sent yet" in page(client, campaign)
    for day in range(3):
        sent(target=target, kind=SentKind.LETTER, count=2, at=begun + timedelta(days=day))
    text = page(client, campaign)
    assert "<strong>22</strong> days without an answer, <strong>6</strong> letters" in text
    assert "Overdue" in text
    replies.paste(by=again(bob), target=target, kind=ReplyKind.ANSWERED, text="We have heard you.", form_key="r" * 16)
    text = page(client, campaign)
    assert "without an answer" not in text
    assert "Has answered" in text
    assert "We have heard you." in text


def test_what_is_not_open_has_no_door(circle: Circle, bob: Member, client: Client) -> None:
    campaign = make_open(bob, circle, RungKind.SIGN, RungKind.WRITE, phase=Phase.DELIVERED)
    make_rung(campaign, RungKind.PHONE, done=True)
    sign, write, phone = campaign.rungs.all()
    text = page(client, campaign)
    assert f"/do/{write.pk}/" in text
    assert f"/do/{sign.pk}/" not in text
    assert f"/do/{phone.pk}/" not in text
    assert "To the council, on paper." in text


def test_local_copies_are_counted_apart_and_together(
    circle: Circle, bob: Member, client: Client, plain_kinds: dict[str, int]
) -> None:
    first = make_open(bob, circle, title="Everywhere")
    copy = starting.copy(
        by=again(bob), campaign=first, circle=circle, words=Words("In Lund", first.demand), form_key="c" * 16
    )
    plain_kinds |= {"Everywhere": 1200, "In Lund": 34}
    assert "all places together" not in page(client, first)  # the copy is a draft
    Campaign.objects.filter(pk=copy.pk).update(phase=Phase.OPEN, opened_at=now())
    text, local = page(client, first), page(client, copy)
    assert "<strong>1,234</strong> people" in text
    assert "34 names" in text
    assert "<strong>1,234</strong> people" in local
    assert "This is a local copy of" in local
    assert "1200 names" in local


def test_members_get_the_step_chosen_for_them(
    circle: Circle, bob: Member, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = make_open(bob, circle)
    monkeypatch.setattr(next_step, "_chosen", [lambda request, about: f"<p>For {request.user} about {about.title}</p>"])
    assert "For bob about" in page(signed_in(bob), campaign).replace("&lt;", "<")
    assert "One thing you can do now" in page(client, campaign)


@pytest.mark.parametrize("times", [1, 3])
def test_it_costs_the_same_however_much_stands_on_it(
    circle: Circle,
    bob: Member,
    client: Client,
    times: int,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dugnad.circles.things._beside", {})  # others count their own
    monkeypatch.setattr(happened, "_telling", {"campaign": happenings.tell})
    campaign = make_open(bob, circle)
    for n in range(times):
        make_rung(campaign, RungKind.WRITE)
        target = make_target(bob, campaign, name=f"Board {n}")
        sent(target=target, kind=SentKind.LETTER)
        replies.paste(by=again(bob), target=target, kind=ReplyKind.OTHER, text="Hm.", form_key=f"{n}" * 16)
    with django_assert_num_queries(STRANGER):
        page(client, campaign)


STRANGER = 13
