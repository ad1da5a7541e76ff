"""One next step for this person, and why it matters to them."""

from __future__ import annotations

import pytest

from dugnad.campaigns.actions import stepping
from dugnad.campaigns.actions.stepping import next_step, say_need, tell_why
from dugnad.campaigns.acts import LETTER_SENT
from dugnad.campaigns.enums import Phase, RungKind, WhyShown
from dugnad.campaigns.models import Campaign, Rung, Why
from dugnad.campaigns.models.doing import Person
from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.people.models import Member, Place, Skill
from tests.campaigns.making import make_open
from tests.campaigns.pledging.making import SOON, make_eva, make_pledge, make_pledging
from tests.cast import again, make_member


@pytest.fixture
def campaign(alice: Member, circle: Circle) -> Campaign:
    return make_open(alice, circle, RungKind.SIGN, RungKind.WRITE, RungKind.GIVE)


def rung(campaign: Campaign, kind: RungKind) -> Rung:
    found = Rung.objects.select_related("campaign").get(campaign=campaign, kind=kind)
    found.campaign = campaign
    return found


def wrote(by: Person, campaign: Campaign) -> None:
    record(LETTER_SENT, by=by, about="x" * 16, circle=campaign.circle_id, cause=campaign.act_id, at=SOON)


def offered(by: Person, campaign: Campaign, **how: bool) -> str:
    offer = next_step(by=by, campaign=campaign, at=SOON, **how)
    return offer.rung.kind if offer else ""


def test_it_stays_until_something_is_done_and_then_it_is_another(campaign: Campaign, charlie: Member) -> None:
    first = offered(charlie, campaign)
    assert (first, offered(charlie, campaign)) == ("sign", "sign")
    another = offered(charlie, campaign, another=True)
    assert another != first
    assert offered(charlie, campaign) == another
    wrote(charlie, campaign)
    assert offered(charlie, campaign) != another


def test_what_was_done_decides_and_why_comes_before_more(campaign: Campaign) -> None:
    eva = make_eva()
    with_sign = Campaign.objects.get(pk=campaign.pk)
    offer = next_step(by=eva, campaign=with_sign, at=SOON)
    assert offer is not None
    assert not offer.why_first
    wrote(eva, campaign)
    offer = next_step(by=eva, campaign=campaign, at=SOON)
    assert offer is not None
    assert offer.rung.kind in {"give", "sign"}


def test_the_third_lawyer_in_malmo(campaign: Campaign, alice: Member) -> None:
    malmo = Place.objects.create(id=1, name="Malmö", folded="malmo", country="SE", latitude=55.6, longitude=13.0)
    law = Skill.objects.create(names={"en": "Lawyer"})
    asylum = Skill.objects.create(names={"en": "Asylum lawyer"}, parent=law)
    crowd = [make_member(f"guest{number}", place=malmo) for number in range(4)]
    for member in crowd[:3]:
        member.skills.add(asylum)
    for member in (crowd[0], crowd[1], crowd[3]):
        wrote(member, campaign)
    say_need(by=again(alice), rung=rung(campaign, RungKind.WRITE), skill=law, place=malmo, minutes=None)
    offer = next_step(by=crowd[2], campaign=campaign, at=SOON)
    assert offer is not None
    assert (offer.rung.kind, offer.why_first) == ("write", True)
    assert offer.reason == "Lawyer in Malmö: 2 have done this, you would be number 3."


def test_two_more_and_the_council_must_answer(alice: Member, bob: Member, circle: Circle) -> None:
    pledging = make_pledging(alice, circle, needed=4)
    for person in (alice, make_eva()):
        make_pledge(person, pledging)
    offer = next_step(by=bob, campaign=pledging.campaign, at=SOON)
    assert offer is not None
    assert (offer.rung.kind, offer.difference) == ("pledge", "2 more, and everybody is bound.")
    Rung.objects.filter(pk=pledging.pk).update(done=True)
    Rung.objects.filter(campaign=pledging.campaign, kind="sign").update(goal=2, why="The council must answer.")
    offer = next_step(by=bob, campaign=pledging.campaign, at=SOON)
    assert offer is not None
    assert offer.difference == "2 more: The council must answer."


def test_nothing_in_a_closed_campaign(alice: Member, circle: Circle, bob: Member) -> None:
    assert next_step(by=bob, campaign=make_open(alice, circle, phase=Phase.CLOSED), at=SOON) is None


def test_why_is_private_unless_shared(campaign: Campaign, alice: Member, bob: Member, charlie: Member) -> None:
    tell_why(by=again(bob), campaign=campaign, text="My brother", shown=WhyShown.PRIVATE, at=SOON)
    assert not Why.objects.visible_to(alice).exists()
    assert Why.objects.visible_to(bob).count() == 1
    tell_why(by=make_eva(), campaign=campaign, text="A warm room", shown=WhyShown.NAMELESS, at=SOON)
    assert [why.text for why in Why.objects.visible_to(charlie)] == ["A warm room"]
    tell_why(by=again(bob), campaign=campaign, text="My brother, 18", shown=WhyShown.NAMED, at=SOON)
    assert Why.objects.visible_to(None).count() == 2
    shared = Why.objects.select_related("campaign__circle").get(member=bob)
    with pytest.raises(Refused, match="circle"):
        stepping.put_away(by=again(charlie), why=shared, at=SOON)
    stepping.put_away(by=again(alice), why=shared, at=SOON)
    assert [why.text for why in Why.objects.visible_to(charlie)] == ["A warm room"]
    assert Why.objects.visible_to(bob).count() == 2


def test_who_may_not(campaign: Campaign, bob: Member) -> None:
    with pytest.raises(Refused, match="Confirm your address"):
        tell_why(by=make_eva(confirmed=False), campaign=campaign, text="x", shown=WhyShown.NAMED, at=SOON)
    with pytest.raises(Refused, match="organise"):
        say_need(by=again(bob), rung=rung(campaign, RungKind.WRITE), skill=None, place=None, minutes=5)
