"""A campaign from its first word to its outcome, by its pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dugnad.campaigns.actions import replies
from dugnad.campaigns.enums import Phase
from dugnad.campaigns.models import Campaign
from dugnad.circles.models import Circle
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.campaigns.making import make_campaign, make_open, make_rung, make_target
from tests.cast import NOON, make_member, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_kinds")]
WORDS = {"title": "A bed past eighteen", "demand": "A bed for each.", "story": "Ring 070-174 06 05.", "place": ""}
TARGET = {"kind": "authority", "name": "Region Skåne", "respond_within": "21"}


def send(client: Client, path: str, status: int = 302, **facts: Any) -> str:
    """Where a form leads, or the page that comes back."""
    response = client.post(path, facts)
    assert response.status_code == status, response.content.decode()
    return response["Location"] if status == 302 else response.content.decode()


def test_from_the_first_word_to_the_outcome(circle: Circle, alice: Member, bob: Member) -> None:
    browser = signed_in(bob)
    assert browser.get("/campaigns/start/")["Location"] == f"/circles/{circle.pk}/campaigns/new/"
    new = f"/circles/{circle.pk}/campaigns/new/"
    again = send(browser, new, 422, **{**WORDS, "demand": "", "form_key": "a" * 16})
    assert "A bed past eighteen" in again
    desk = send(browser, new, **WORDS, form_key="a" * 16)
    campaign = Campaign.objects.get()
    path = f"/campaigns/{campaign.pk}/"
    assert desk == f"{path}organise/"
    assert "070-174 06 05" in browser.get(desk).content.decode()
    send(browser, f"{path}open/")
    assert "Say first of whom" in browser.get(desk).content.decode()
    send(browser, f"{path}targets/", **TARGET)
    assert "stands in the campaign already" in send(browser, f"{path}targets/", 422, **TARGET)
    for kind in ("sign", "write"):
        send(browser, f"{path}rungs/", kind=kind, goal="300", why="They must answer.")
    target, (sign, write) = campaign.targets.get(), campaign.rungs.all()
    send(browser, f"/rungs/{write.pk}/turn/", turn="up")
    send(browser, f"/rungs/{sign.pk}/edit/", title="Put your name to it")
    send(browser, f"/targets/{target.pk}/address/")
    assert "@localhost" in browser.get(desk).content.decode()
    send(browser, f"{path}edit/", **WORDS | {"story": "Three boys."}, version=Campaign.objects.get().version)
    assert send(browser, f"{path}open/") == path
    send(browser, f"{path}organisers/", handle="alice")
    assert "goes by that name" in send(browser, f"{path}organisers/", 422, handle="nobody")
    today = timezone.localdate().isoformat()
    send(browser, f"/targets/{target.pk}/reply/", kind="other", came_on=today, text="Hm.", form_key="b" * 16)
    send(browser, f"{path}deliver/", targets=[target.pk], note="To the chair.")
    send(browser, f"{path}reopen/")
    send(browser, f"{path}close/", note="")
    send(browser, f"{path}outcome/", outcome="They pay for beds until twenty-one.")
    page = Client().get(path).content.decode()
    for text in ("They pay for beds", "Put your name to it", "Hm.", "To the chair."):
        assert text in page
    verbs = [verb for verb in Act.objects.order_by("id").values_list("verb", flat=True) if verb.startswith("campaign-")]
    assert [verb for verb in verbs if verb != "campaign-edited"] == [
        *("campaign-started", "campaign-opened", "campaign-delivered", "campaign-reopened", "campaign-closed"),
    ]


def test_the_demand_is_not_asked_for_once_it_is_open(circle: Circle, bob: Member) -> None:
    campaign = make_open(bob, circle)
    browser = signed_in(bob)
    assert b'name="demand"' not in browser.get(f"/campaigns/{campaign.pk}/edit/").content
    version = Campaign.objects.get().version
    send(browser, f"/campaigns/{campaign.pk}/edit/", **WORDS | {"demand": "Two."}, version=version)
    campaign.refresh_from_db()
    assert (campaign.title, campaign.demand) == (
        WORDS["title"],
        "Let nobody lose their bed on the day they turn eighteen.",
    )
    assert "changed this campaign" in send(browser, f"/campaigns/{campaign.pk}/edit/", 422, **WORDS, version=version)


def test_a_held_reply_is_shown_in_the_words_an_organiser_lets_stand(circle: Circle, bob: Member, alice: Member) -> None:
    campaign = make_open(bob, circle)
    reply = replies.take_in(target=campaign.targets.get(), text="No. Ring 040-1.", sender="x", key="k" * 16, at=NOON)
    assert reply
    assert b"1 reply waits" in signed_in(bob).get(f"/campaigns/{campaign.pk}/").content
    assert b"Ring 040" not in signed_in(make_member("dora")).get(f"/campaigns/{campaign.pk}/").content
    send(signed_in(alice), f"/replies/{reply.pk}/", kind="answered", text="No.")
    page = Client().get(f"/campaigns/{campaign.pk}/").content.decode()
    assert "Has answered" in page
    assert "Ring 040" not in page
    send(signed_in(bob), f"/replies/{reply.pk}/", aside="1")
    assert b"Has answered" not in Client().get(f"/campaigns/{campaign.pk}/").content


def test_it_is_not_for_others_in_the_circle(circle: Circle, alice: Member, bob: Member) -> None:
    campaign = make_open(alice, circle)
    other = signed_in(bob)
    for path in ("organise", "edit", "deliver", "close", "outcome", "targets", "rungs"):
        assert other.get(f"/campaigns/{campaign.pk}/{path}/").status_code == 409
    assert Client().get(f"/campaigns/{campaign.pk}/organise/").status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_however_long(
    circle: Circle, alice: Member, bob: Member, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(count):
        make_open(bob, circle, title=f"Campaign {n}", at=NOON + timedelta(minutes=2 * n))
        make_campaign(bob, circle, title=f"Draft {n}", at=NOON + timedelta(minutes=2 * n + 1))
    stranger, inside = Client(), signed_in(alice)
    with django_assert_num_queries(2):
        text = stranger.get("/campaigns/").content.decode()
    assert (text.count("Campaign "), text.count("Draft ")) == (count, 0)
    with django_assert_num_queries(6):
        text = inside.get(f"/circles/{circle.pk}/campaigns/").content.decode()
    assert text.count("Draft ") == count
    assert "Draft" not in signed_in(make_member("dora")).get(
        f"/circles/{circle.pk}/campaigns/"
    ).content.decode().replace(">Draft<", "")
    assert f"Draft {count - 1}" in inside.get(f"/circles/{circle.pk}/").content.decode()
    Campaign.objects.update(phase=Phase.CLOSED)
    assert stranger.get("/campaigns/").content.decode().count("Campaign ") == 0
    assert stranger.get("/campaigns/?state=closed").content.decode().count("Campaign ") == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_costs_the_same_however_much_there_is(
    circle: Circle, bob: Member, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    campaign = make_open(bob, circle)
    for n in range(count):
        make_rung(campaign)
        target = make_target(bob, campaign, name=f"Board {n}")
        replies.take_in(target=target, text="Hm.", sender="", key=f"{n}" * 16, at=NOON)
    browser = signed_in(bob)
    with django_assert_num_queries(18):
        browser.get(f"/campaigns/{campaign.pk}/organise/")
