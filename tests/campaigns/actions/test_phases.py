from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.campaigns import rules
from dugnad.campaigns.actions import phases, starting
from dugnad.campaigns.actions.phases import NotDeclared, close, deliver, open_up, reopen
from dugnad.campaigns.actions.starting import Words
from dugnad.campaigns.enums import ALLOWED, Feature, Phase, RungKind
from dugnad.campaigns.models import Campaign, Sent
from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.people.models import Member
from tests.campaigns.making import make_campaign, make_open, make_rung, make_target
from tests.cast import NOON, again, make_member

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=3)

IN_PHASE = {
    Phase.DRAFT: {"reword"},
    Phase.OPEN: {"sign", "act", "reply", "tell", "end"},
    Phase.DELIVERED: {"act", "reply", "tell", "end"},
    Phase.CLOSED: {"reply", "tell", "end"},
}


@pytest.mark.parametrize("phase", list(Phase))
def test_what_each_phase_allows_to_whom(phase: Phase, circle: Circle, alice: Member, bob: Member) -> None:
    campaign = make_open(bob, circle, phase=phase)
    inside, outside = again(alice), make_member("dora")
    allowed = {str(one) for one in Feature if rules.may(inside, campaign, one)}
    assert allowed == IN_PHASE[phase] == {str(one) for one in ALLOWED[phase]}
    for member in (outside, None):
        seen = {str(one) for one in Feature if rules.may(member, campaign, one)}
        assert seen == (set() if phase == Phase.DRAFT else allowed)
        assert Campaign.objects.visible_to(member).exists() == (phase != Phase.DRAFT)
    assert not rules.organises.can(outside, campaign)


def test_opening_takes_a_target_and_a_rung(circle: Circle, bob: Member) -> None:
    campaign = make_campaign(bob, circle)
    with pytest.raises(Refused, match="of whom"):
        open_up(by=again(bob), campaign=campaign)
    make_target(bob, campaign)
    with pytest.raises(Refused, match="ladder"):
        open_up(by=again(bob), campaign=campaign)
    make_rung(campaign, RungKind.WRITE)
    open_up(by=again(bob), campaign=campaign, at=LATER)
    assert (campaign.phase, campaign.opened_at) == ("open", LATER)
    act = Act.objects.get(verb="campaign-opened")
    assert (act.actor, act.cause_id, act.audience, act.at) == (bob.person_key, campaign.act_id, Audience.PUBLIC, LATER)


def test_delivering_says_to_whom_and_reopening_lets_it_go_on(circle: Circle, bob: Member) -> None:
    campaign = make_open(bob, circle)
    other = make_target(bob, campaign, name="The minister")
    deliver(by=again(bob), campaign=campaign, note="On paper.", targets=[other], at=LATER)
    assert (campaign.phase, campaign.handed_over, campaign.delivered_at) == ("delivered", "On paper.", LATER)
    sent = Sent.objects.get()
    assert (sent.target, sent.kind, sent.at, sent.act and sent.act.verb) == (
        other,
        "delivery",
        LATER,
        "campaign-delivered",
    )
    with pytest.raises(Refused, match="does not fit"):
        deliver(by=again(bob), campaign=campaign, note="Again.")
    reopen(by=again(bob), campaign=campaign)
    assert campaign.phase == "open"
    deliver(by=again(bob), campaign=campaign, note="All of them.")
    assert Sent.objects.count() == 3


def test_closed_is_closed(circle: Circle, bob: Member) -> None:
    campaign = make_open(bob, circle)
    late = Campaign.objects.get(pk=campaign.pk)
    close(by=again(bob), campaign=campaign, note="We have it.", at=LATER)
    assert (campaign.phase, campaign.closed_because, campaign.closed_at) == ("closed", "We have it.", LATER)
    for act in (open_up, reopen, close):
        with pytest.raises(Refused):
            act(by=again(bob), campaign=late)
    assert Act.objects.filter(verb="campaign-closed").count() == 1
    draft = make_campaign(bob, circle)
    close(by=again(bob), campaign=draft)
    assert Act.objects.filter(verb="campaign-closed", audience=Audience.CIRCLE).count() == 1


def test_only_organisers_and_stewards(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    campaign = make_open(bob, circle, phase=Phase.DRAFT)
    for by in (make_member("dora"), charlie):
        for act in (open_up, reopen, close):
            with pytest.raises(Refused):
                act(by=again(by), campaign=campaign)
    open_up(by=again(alice), campaign=campaign)  # tends the circle
    assert campaign.phase == "open"


def test_the_demand_stays_once_it_is_open(circle: Circle, bob: Member) -> None:
    draft, campaign = make_campaign(bob, circle), make_open(bob, circle)
    starting.edit(by=again(bob), campaign=draft, words=Words("Beds", "Two beds."), at=LATER)
    assert (draft.demand, draft.version) == ("Two beds.", 2)
    with pytest.raises(Refused, match="put their name"):
        starting.edit(by=again(bob), campaign=campaign, words=Words("Beds", "Two beds."))
    starting.edit(by=again(bob), campaign=campaign, words=Words("Beds", campaign.demand, "A fourth boy."))
    assert (campaign.title, campaign.story) == ("Beds", "A fourth boy.")
    with pytest.raises(Refused, match="Somebody else"):
        starting.edit(by=again(bob), campaign=campaign, words=Words("B", campaign.demand), version=1)


def test_a_change_of_phase_that_is_not_declared_is_a_mistake_of_ours(circle: Circle, bob: Member) -> None:
    with pytest.raises(NotDeclared):
        phases._move(make_campaign(bob, circle), {Phase.CLOSED}, Phase.OPEN, {})


def test_the_same_form_is_one_campaign_and_not_for_outsiders(circle: Circle, bob: Member, charlie: Member) -> None:
    made = [
        starting.start(by=again(bob), circle=circle, words=Words("Beds", "Two beds."), form_key="0" * 16, at=at)
        for at in (NOON, LATER)
    ]
    assert made[0] == made[1]
    assert made[0].organisers.get().member == bob
    with pytest.raises(Refused):
        starting.start(by=again(charlie), circle=circle, words=Words("Beds", "Two beds."), form_key="1" * 16)
