"""What is in the hands of somebody who leaves goes back, and whoever has to know is told: never who it was."""

from __future__ import annotations

import pytest

from dugnad.asks.actions import calls, holding
from dugnad.asks.enums import State as AskState
from dugnad.asks.models import Ask
from dugnad.campaigns.actions.signing import Given
from dugnad.campaigns.actions.signing_as_member import sign_as_member
from dugnad.campaigns.enums import Signed
from dugnad.campaigns.models import Campaign, Consent, Signature, Supporter
from dugnad.circles.actions.entrusting import appointed
from dugnad.circles.actions.membership import enter
from dugnad.circles.enums import Role
from dugnad.circles.models import Circle, Membership
from dugnad.gatherings.actions.calling import Wanted
from dugnad.gatherings.actions.roles import take as take_role
from dugnad.gatherings.enums import Task as RoleTask
from dugnad.gatherings.models import Coming, Gathering, Turn
from dugnad.kit.clock import now
from dugnad.leaving.actions.departing import depart
from dugnad.leaving.actions.erasing import erase
from dugnad.leaving.enums import When
from dugnad.ledger.models import Act
from dugnad.people.holdings import still_open
from dugnad.people.models import Member
from dugnad.people.telling import words_for
from dugnad.work.actions import holding as working_on
from dugnad.work.enums import State as TaskState
from dugnad.work.models import Task
from tests.asks.calling import make_call
from tests.asks.making import make_ask
from tests.campaigns.making import make_open
from tests.cast import again, signed_in
from tests.gatherings.making import comes, day, tomorrow
from tests.work.making import make_task


def gone(member: Member, *granted: str) -> None:
    at = now()
    depart(by=again(member), when=When.NOW, granted=granted, at=at)
    assert erase(member.pk, at=at)


def told(member: Member, verb: str) -> list[str]:
    """What `member` is told by acts of this verb."""
    acts = list(Act.objects.filter(verb=verb, toward=member.person_key))
    assert all(act.actor == "" for act in acts), "the ledger ties nobody to it"
    return [words.line for words in words_for(again(member), acts).values()]


def test_the_last_steward_is_asked_to_hand_over_and_may_go_all_the_same(
    circle: Circle, alice: Member, bob: Member
) -> None:
    assert circle.name in str(still_open(again(alice)))
    assert "only steward" in signed_in(alice).get("/me/leaving/for-good/").content.decode()
    gone(alice)
    (line,) = told(bob, "steward-missed")
    assert circle.name in line
    assert "alice" not in line
    assert Membership.objects.get(circle=circle, member=bob).role == Role.MEMBER


def test_where_another_steward_is_nobody_is_alarmed(
    circle: Circle, alice: Member, bob: Member, charlie: Member
) -> None:
    appointed(by=None, membership=enter(circle=circle, member=charlie), cause=circle.act_id, at=now())
    assert still_open(again(alice)) == []
    gone(alice)
    assert told(bob, "steward-missed") == []


def test_helpers_of_an_open_ask_are_told(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    enter(circle=circle, member=charlie)
    ask = make_ask(bob, circle, at=now())
    holding.take(by=again(alice), ask=ask)
    call = make_call(make_ask(bob, circle, title="Another", at=now()), charlie, at=now())
    calls.accept(by=again(charlie), call=call)
    gone(bob)
    for helper in (alice, charlie):
        (line,) = told(helper, "help-over")
        assert "Nothing more is needed of you" in line
        assert "bob" not in line


def test_what_they_had_taken_on_is_open_again(circle: Circle, alice: Member, bob: Member) -> None:
    ask, task = make_ask(alice, circle, at=now()), make_task(alice, circle, at=now())
    holding.take(by=again(bob), ask=ask)
    working_on.claim(by=again(bob), task=task)
    gone(bob)
    assert Ask.objects.get(pk=ask.pk).state == AskState.OPEN
    assert Task.objects.get(pk=task.pk).state == TaskState.OPEN
    assert "free again" in told(alice, "task-freed")[0]


def test_a_task_that_somebody_is_at_stays(circle: Circle, alice: Member, bob: Member) -> None:
    held, lone = make_task(bob, circle, "Call the council", at=now()), make_task(bob, circle, "A thought", at=now())
    working_on.claim(by=again(alice), task=held)
    gone(bob, "works")
    left = Task.objects.get()
    assert (left.pk, left.title, left.author, left.held_by) == (held.pk, "Call the council", None, alice)
    assert not Task.objects.filter(pk=lone.pk).exists()
    assert len(told(alice, "task-maker-left")) == 1


def test_roles_and_places_at_gatherings_are_free_again(circle: Circle, alice: Member, bob: Member) -> None:
    made = tomorrow(alice, circle, wanted=(Wanted(RoleTask.STEWARD, 1),))
    comes(bob, made, at=now())
    take_role(by=again(bob), duty=made.duties.get(), occasion=day(made), at=now())
    gone(bob)
    assert not Turn.objects.exists()
    assert not Coming.objects.exists()
    assert Act.objects.filter(verb="gave-role-back").exists()


def test_a_gathering_others_come_to_stays_and_stewards_are_told(circle: Circle, alice: Member, bob: Member) -> None:
    made = tomorrow(bob, circle, title="Letters at six")
    comes(alice, made, at=now())
    gone(bob, "works")
    left = Gathering.objects.get()
    assert (left.title, left.author) == ("Letters at six", None)
    assert len(told(alice, "organiser-missed")) == 1


def test_an_organiser_leaves_a_campaign_others_signed(circle: Circle, alice: Member, bob: Member) -> None:
    campaign = make_open(bob, circle, at=now())
    gone(bob)
    left = Campaign.objects.get(pk=campaign.pk)
    assert left.started_by is None
    assert left.demand == campaign.demand
    assert len(told(alice, "organiser-missed")) == 1


def test_their_name_under_a_demand_is_taken_back(circle: Circle, alice: Member, bob: Member) -> None:
    campaign = make_open(alice, circle, at=now())
    sign_as_member(by=again(bob), campaign=campaign, given=Given(name="Bob B"), at=now())
    gone(bob)
    left = Signature.objects.get()
    assert (left.state, left.name, left.supporter) == (Signed.WITHDRAWN, "", None)
    assert not Supporter.objects.exists()
    assert not Consent.objects.exists()


@pytest.mark.parametrize("granted", [(), ("asks", "answers", "works")])
def test_nobody_is_named_after_them(circle: Circle, alice: Member, bob: Member, granted: tuple[str, ...]) -> None:
    make_ask(bob, circle, at=now())
    make_task(bob, circle, at=now())
    tomorrow(bob, circle)
    gone(bob, *granted)
    for model in (Ask, Task, Gathering):
        assert not [row for row in model.objects.values() if "bob" in str(row) or bob.pk in str(row)]
