"""A campaign, or an update, that stewards hide is gone for everybody but those who run it, and comes back unharmed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from dugnad.campaigns import mailing
from dugnad.campaigns.actions import updates
from dugnad.campaigns.enums import UpdateState
from dugnad.campaigns.models import Campaign, Parcel, Update
from dugnad.circles.actions.hiding import hide, show
from dugnad.kit.clock import now
from dugnad.kit.ids import new_key
from dugnad.people.models import Member
from dugnad.safety.actions.appealing import appeal, say
from dugnad.safety.enums import Measure, Word
from dugnad.safety.models import Appeal, Decision, LogEntry
from tests.campaigns.making import make_open
from tests.campaigns.supporting.making import agree, make_supporter
from tests.cast import again, signed_in
from tests.safety.making import World, proposed, seconded

TITLE = "A bed past eighteen"


@pytest.fixture
def campaign(world: World) -> Campaign:
    return make_open(world.bob, world.circle)


@pytest.fixture
def update(world: World, campaign: Campaign) -> Update:
    """One that is out."""
    at = now() - timedelta(hours=1)
    made = updates.write(
        by=again(world.bob), campaign=campaign, title="News of it", text="More.", form_key=new_key(), at=at
    )
    assert updates.let_out(update=made, at=now())
    return Update.objects.get(pk=made.pk)


def pages(campaign: Campaign) -> list[str]:
    """Its own, those that hang on it, and those that list it."""
    names = ("campaign", "campaign_updates", "campaign_feed", "sign", "why")
    return [reverse(name, args=[campaign.pk]) for name in names]


def lists() -> list[str]:
    return [reverse("campaigns"), "/search/?q=eighteen"]


def test_two_stewards_hide_a_campaign_that_was_reported(world: World, campaign: Campaign) -> None:
    signed_in(world.fia).post(f"/report/campaign/{campaign.pk}/", {"norm": "0", "attached": "on"})
    decision = proposed(world.alice, Measure.HIDE, hides_kind="campaign", hides_id=campaign.pk, at=now())
    assert Client().get(pages(campaign)[0]).status_code == 200, "one of them alone"
    seconded(world.dora, decision, at=now())
    assert Client().get(pages(campaign)[0]).status_code == 404
    told = signed_in(world.bob).get(f"/decisions/{decision.pk}/").content.decode()
    assert "You wrote down an address." in told
    assert LogEntry.objects.get().measure == Measure.HIDE


@pytest.mark.parametrize("who", ["stranger", "fia", "charlie"])
def test_hidden_from_strangers_and_members(world: World, charlie: Member, campaign: Campaign, who: str) -> None:
    clients = {"stranger": Client(), "fia": signed_in(world.fia), "charlie": signed_in(charlie)}
    client = clients[who]
    assert {client.get(page).status_code for page in pages(campaign)} == {200}
    hide(circle=world.circle, kind="campaign", pk=campaign.pk, until=None)
    client = {"stranger": Client(), "fia": signed_in(world.fia), "charlie": signed_in(charlie)}[who]
    assert {client.get(page).status_code for page in pages(campaign)} == {404}
    for page in lists():
        assert TITLE not in client.get(page).content.decode(), page
    show(circle=world.circle, kind="campaign", pk=campaign.pk)
    assert {client.get(page).status_code for page in pages(campaign)} == {200}
    assert TITLE in client.get(lists()[0]).content.decode()


def test_those_who_run_it_and_those_who_decide_see_that_it_is_hidden(world: World, campaign: Campaign) -> None:
    hide(circle=world.circle, kind="campaign", pk=campaign.pk, until=None)
    for member in (world.bob, world.alice):
        assert "The stewards have hidden this campaign." in signed_in(member).get(pages(campaign)[0]).content.decode()


def test_a_local_copy_does_not_name_the_hidden_one(world: World, campaign: Campaign) -> None:
    copy = make_open(world.fia, world.circle, title="The same in Lund")
    Campaign.objects.filter(pk=copy.pk).update(copy_of=campaign)
    page = reverse("campaign", args=[copy.pk])
    assert TITLE in Client().get(page).content.decode()
    hide(circle=world.circle, kind="campaign", pk=campaign.pk, until=None)
    assert TITLE not in Client().get(page).content.decode()
    assert TITLE not in Client().get(reverse("sign", args=[copy.pk])).content.decode()


def test_an_update_that_is_hidden(world: World, campaign: Campaign, update: Update) -> None:
    page = reverse("update", args=[update.pk])
    everywhere = [page, *pages(campaign)[:3]]
    assert all("News of it" in Client().get(one).content.decode() for one in everywhere)
    hide(circle=world.circle, kind="update", pk=update.pk, until=None)
    assert Client().get(page).status_code == signed_in(world.fia).get(page).status_code == 404
    assert not any("News of it" in Client().get(one).content.decode() for one in everywhere)
    assert Client().get(pages(campaign)[0]).status_code == 200
    assert "The stewards have hidden this." in signed_in(world.bob).get(page).content.decode()
    show(circle=world.circle, kind="update", pk=update.pk)
    assert all("News of it" in Client().get(one).content.decode() for one in everywhere)


@pytest.mark.parametrize("kind", ["campaign", "update"])
def test_nothing_hidden_is_written_to_anybody(world: World, campaign: Campaign, update: Update, kind: str) -> None:
    supporter = make_supporter("eva@example.org")
    agree(supporter, campaign)
    hide(circle=world.circle, kind=kind, pk={"campaign": campaign.pk, "update": update.pk}[kind], until=None)
    later = now() + timedelta(minutes=5)
    assert mailing.go_on(later) == 0
    assert not Parcel.objects.exists()
    show(circle=world.circle, kind=kind, pk={"campaign": campaign.pk, "update": update.pk}[kind])
    assert mailing.go_on(later) == 1
    assert Parcel.objects.get().letter is not None


def test_what_has_a_parcel_waits_too(world: World, campaign: Campaign, update: Update) -> None:
    supporter = make_supporter("eva@example.org")
    Parcel.objects.create(update=update, supporter=supporter, due_at=now())
    agree(supporter, campaign)
    Update.objects.update(spread_at=now())
    hide(circle=world.circle, kind="campaign", pk=campaign.pk, until=None)
    assert mailing.go_on(now()) == 0
    assert Parcel.objects.get().letter is None


def test_an_update_of_a_hidden_campaign_does_not_leave(world: World, campaign: Campaign) -> None:
    at = now() - timedelta(hours=1)
    updates.write(by=again(world.bob), campaign=campaign, title="More of it", text="x", form_key=new_key(), at=at)
    hide(circle=world.circle, kind="campaign", pk=campaign.pk, until=None)
    mailing.go_on(now())
    assert Update.objects.get().state == UpdateState.WAITING


def test_lifted_after_an_appeal_it_is_there_again(world: World, campaign: Campaign) -> None:
    signed_in(world.fia).post(f"/report/campaign/{campaign.pk}/", {"norm": "0", "attached": "on"})
    decision = proposed(world.alice, Measure.HIDE, hides_kind="campaign", hides_id=campaign.pk, at=now())
    seconded(world.dora, decision, at=now())
    again_decided = Decision.objects.select_related("case__circle", "case__person").get(pk=decision.pk)
    asked = appeal(by=again(world.bob), decision=again_decided, words="It says nothing of the kind.")
    for juror in asked.jurors.select_related("member"):
        found = Appeal.objects.select_related("decision__case__circle", "decision__case__person").get(pk=asked.pk)
        if found.settled_at is None:
            say(by=again(juror.member), appeal=found, word=Word.OVERTURN)
    assert Client().get(pages(campaign)[0]).status_code == 200
