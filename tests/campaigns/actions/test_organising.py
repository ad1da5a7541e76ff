from __future__ import annotations

import pytest

from dugnad.campaigns.actions import organisers, rungs, starting, targets
from dugnad.campaigns.actions.correspondence import sent
from dugnad.campaigns.actions.rungs import Step
from dugnad.campaigns.actions.starting import Words
from dugnad.campaigns.actions.targets import Reach
from dugnad.campaigns.enums import Phase, RungKind, SentKind
from dugnad.campaigns.models import Campaign, Organiser
from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.campaigns.making import make_campaign, make_open, make_rung, make_target
from tests.cast import again, make_circle, make_member

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("plain_kinds")
def test_the_ladder_stands_in_the_order_its_organisers_choose(circle: Circle, bob: Member) -> None:
    campaign = make_campaign(bob, circle)
    write, phone, article = (
        rungs.add_rung(by=again(bob), campaign=campaign, kind=kind, step=Step(title=kind, goal=5, why="They must."))
        for kind in (RungKind.WRITE, RungKind.PHONE, RungKind.ARTICLE)
    )
    rungs.move_rung(by=again(bob), rung=article, up=True)
    rungs.move_rung(by=again(bob), rung=write, up=True)  # is first: stays
    rungs.move_rung(by=again(bob), rung=phone, up=False)  # is last: stays
    assert [one.kind for one in campaign.rungs.all()] == ["write", "article", "phone"]
    rungs.put_away(by=again(bob), rung=phone)
    rungs.put_away(by=again(bob), rung=phone)
    assert phone.done
    rungs.put_away(by=again(bob), rung=phone, away=False)
    rungs.edit_rung(by=again(bob), rung=phone, step=Step(title="Ring them"))
    assert (phone.done, phone.title, phone.goal) == (False, "Ring them", None)
    before = Campaign.objects.get(pk=campaign.pk).version
    assert before == 1 + 3 + 1 + 2 + 1  # each change tells, and none that changed nothing


def test_a_rung_of_a_kind_nobody_registered_is_refused(
    circle: Circle, bob: Member, charlie: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = make_campaign(bob, circle)
    with pytest.raises(Refused):
        rungs.add_rung(by=again(charlie), campaign=campaign, kind=RungKind.WRITE)
    monkeypatch.setattr("dugnad.campaigns.ladder._types", {})
    with pytest.raises(Refused, match="cannot be put"):
        rungs.add_rung(by=again(bob), campaign=campaign, kind=RungKind.WRITE)


def test_a_target_stands_once_and_stays_when_something_was_sent(circle: Circle, bob: Member, charlie: Member) -> None:
    campaign = make_open(bob, circle)
    target = campaign.targets.get()
    with pytest.raises(Refused, match="already"):
        make_target(bob, campaign)
    other = make_target(bob, campaign, role="the chair")
    targets.edit_target(by=again(bob), target=other, reach=Reach(name="The board", respond_within=7))
    assert [one.name for one in campaign.targets.all()] == ["Region Skåne", "The board"]
    targets.remove_target(by=again(bob), target=other)
    sent(target=target, kind=SentKind.LETTER)
    with pytest.raises(Refused, match="is kept"):
        targets.remove_target(by=again(bob), target=target)
    with pytest.raises(Refused):
        targets.edit_target(by=again(charlie), target=target, reach=Reach(name="Mine"))


def test_organisers_come_and_go_but_for_the_last(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    campaign = make_campaign(bob, circle)
    mine = campaign.organisers.get()
    with pytest.raises(Refused, match="Add another"):
        organisers.remove_organiser(by=again(bob), campaign=campaign, organiser=mine)
    with pytest.raises(Refused, match="goes by that name"):
        organisers.add_organiser(by=again(bob), campaign=campaign, handle="charlie")
    organisers.add_organiser(by=again(bob), campaign=campaign, handle=" @Alice")
    organisers.add_organiser(by=again(bob), campaign=campaign, handle="alice")
    act = Act.objects.get(verb="organiser-added")
    assert (act.actor, act.toward) == (bob.person_key, alice.person_key)
    organisers.remove_organiser(by=again(bob), campaign=campaign, organiser=mine)
    assert [one.member for one in Organiser.objects.all()] == [alice]
    with pytest.raises(Refused):
        organisers.add_organiser(by=again(bob), campaign=campaign, handle="bob")


def test_a_copy_takes_the_ladder_and_not_the_targets(alice: Member, bob: Member, circle: Circle) -> None:
    first = make_open(bob, circle, RungKind.SIGN, RungKind.WRITE)
    make_rung(first, RungKind.PHONE, done=True)
    dora = make_member("dora")
    north = make_circle(dora, name="Norr")
    words = Words("A bed past eighteen, in Umeå", first.demand)
    copy = starting.copy(by=again(dora), campaign=first, circle=north, words=words, form_key="2" * 16)
    again_copied = starting.copy(by=again(alice), campaign=first, circle=circle, words=words, form_key="3" * 16)
    assert (copy.phase, copy.copy_of, copy.targets.count()) == (Phase.DRAFT, first, 0)
    assert [one.kind for one in copy.rungs.all()] == ["sign", "write"]
    assert again_copied.copy_of == first
    with pytest.raises(Refused, match="not open yet"):
        starting.copy(by=again(dora), campaign=copy, circle=north, words=words, form_key="4" * 16)
