"""Somebody without an account tells the stewards what is wrong with a campaign."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from dugnad.campaigns.enums import Phase
from dugnad.campaigns.models import Campaign
from dugnad.campaigns.proof import stamp
from dugnad.campaigns.reported import of_campaign
from dugnad.circles.actions.hiding import hide
from dugnad.kit.clock import now
from dugnad.kit.kept import HEADER
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.safety import terms
from dugnad.safety.actions.reporting import About
from dugnad.safety.actions.reporting_from_outside import Outside, forget_networks, report_from_outside
from dugnad.safety.models import Case, Decision, LogEntry, Report
from tests.campaigns.making import make_open
from tests.cast import NOON, signed_in
from tests.safety.making import World

WORDS = "That is my child in the story."


@pytest.fixture
def campaign(world: World) -> Campaign:
    return make_open(world.bob, world.circle)


def path(campaign: Campaign) -> str:
    return f"/campaigns/{campaign.pk}/report/"


def form(campaign: Campaign, *, ago: timedelta = timedelta(seconds=10)) -> dict[str, str]:
    return {"stamp": stamp(f"report-{campaign.pk}", now() - ago), "words": WORDS}


def told(campaign: Campaign, network: str = "a" * 32, *, proven: bool = False, at: datetime = NOON) -> Report:
    about = About("campaign", campaign.pk, of_campaign(campaign))
    return report_from_outside(
        about=about, circle=campaign.circle, said=Outside(WORDS, network, is_proven=proven), at=at
    )


def test_the_whole_way_without_scripts_or_cookies(world: World, campaign: Campaign) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert path(campaign) in browser.get(f"/campaigns/{campaign.pk}/").content.decode()
    page = browser.get(path(campaign))
    assert page[HEADER] == "1", "the same for everybody"
    assert world.circle.name not in page.content.decode().split("<main")[1]
    sent = browser.post(path(campaign), form(campaign), follow=True)
    assert b"Thank you for telling." in sent.content
    assert not browser.cookies
    report = Report.objects.get()
    assert (report.by, report.outside, report.words, report.named) == (None, True, WORDS, False)
    case = signed_in(world.alice).get(f"/cases/{report.case_id}/").content.decode()
    assert WORDS in case
    assert "from outside" in case
    assert "1 report came from somebody without an account." in case


def test_into_the_same_case_as_those_of_members(world: World, campaign: Campaign) -> None:
    signed_in(world.fia).post(f"/report/campaign/{campaign.pk}/", {"norm": "0", "attached": "on"})
    Client().post(path(campaign), form(campaign))
    case = Case.objects.get()
    assert case.person == world.bob
    assert sorted(case.reports.values_list("outside", flat=True)) == [False, True]


def test_a_hundred_do_nothing_by_themselves(world: World, campaign: Campaign) -> None:
    for number in range(terms.FROM_OUTSIDE):
        told(campaign, f"{number:032}")
    with pytest.raises(Refused):
        told(campaign, "f" * 32)
    assert Case.objects.count() == 1
    assert not Decision.objects.exists()
    assert not LogEntry.objects.exists()
    assert Client().get(f"/campaigns/{campaign.pk}/").status_code == 200
    assert signed_in(world.bob).get(f"/campaigns/{campaign.pk}/").status_code == 200


@pytest.mark.parametrize(("proven", "most"), [(False, terms.UNPROVEN), (True, terms.PROVEN)])
def test_few_from_one_network(campaign: Campaign, proven: bool, most: int) -> None:
    for _each in range(most):
        told(campaign, proven=proven)
    with pytest.raises(Refused):
        told(campaign, proven=proven)
    told(campaign, "b" * 32, proven=proven)
    told(campaign, proven=proven, at=NOON + terms.NETWORK_WINDOW + timedelta(seconds=1))


def test_what_came_through_a_refused_form_is_still_there(campaign: Campaign) -> None:
    for sent in (form(campaign, ago=timedelta(0)), form(campaign, ago=timedelta(days=2)), {"words": WORDS}):
        answer = Client().post(path(campaign), sent)
        assert answer.status_code == 422
        assert WORDS in answer.content.decode()
    other = {"stamp": stamp(campaign.pk, now() - timedelta(seconds=10)), "words": WORDS}
    assert Client().post(path(campaign), other).status_code == 422, "the stamp of another form"
    assert Client().post(path(campaign), form(campaign) | {"words": " "}).status_code == 422
    assert not Report.objects.exists()


def test_nothing_is_kept_that_says_who_it_was(campaign: Campaign) -> None:
    Client(REMOTE_ADDR="203.0.113.9", HTTP_USER_AGENT="Browser of eva").post(path(campaign), form(campaign))
    row = Report.objects.filter(outside=True).values().get()
    assert row["by_id"] is None
    assert not any("203.0.113" in str(value) or "eva" in str(value) for value in row.values())
    assert not Act.objects.filter(verb="reported").exclude(actor=None).exclude(actor="").exists()
    told(campaign, "c" * 32, at=now())
    assert forget_networks(now()) == 0
    later = now() + terms.NETWORK_KEPT + timedelta(seconds=1)
    forget_networks(later)
    assert not Report.objects.exclude(network="").exists()


def test_what_a_stranger_does_not_see_they_do_not_report(world: World, campaign: Campaign) -> None:
    Campaign.objects.update(phase=Phase.DRAFT)
    assert Client().get(path(campaign)).status_code == 404
    assert Client().post(path(campaign), form(campaign)).status_code == 404
    Campaign.objects.update(phase=Phase.OPEN)
    hide(circle=world.circle, kind="campaign", pk=campaign.pk, until=None)
    assert Client().post(path(campaign), form(campaign)).status_code == 404


def test_a_member_has_the_page_of_members(campaign: Campaign, charlie: Member) -> None:
    answer = signed_in(charlie).get(path(campaign))
    assert (answer.status_code, answer["Location"]) == (302, f"/report/campaign/{campaign.pk}/")
