"""When nobody tends: 7 days close doors, 30 open an election (A27)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from dugnad.circles.actions.application import apply
from dugnad.circles.actions.invitation import accept, invite
from dugnad.circles.actions.membership import join
from dugnad.circles.enums import Openness, Role
from dugnad.circles.models import Circle, Membership
from dugnad.circles.queries.way_in import way_in
from dugnad.elections.actions.clockwork import look
from dugnad.elections.enums import Reason
from dugnad.elections.models import Election, Watch
from dugnad.elections.queries.silence import movement_silent_days, silent_days
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.closing import lets_anybody_in
from dugnad.people.models import Member, Movement
from tests.cast import NOON, again, make_circle, make_member, signed_in
from tests.elections.making import crowd, stands, votes

WEEK, MONTH, DAY = timedelta(days=7), timedelta(days=30), timedelta(days=1)


def here(member: Member, at: datetime) -> None:
    Member.objects.filter(pk=member.pk).update(last_login=at.replace(hour=0, minute=0))


@pytest.fixture
def open_circle(alice: Member, bob: Member) -> Circle:
    """Open, tended by alice, whom the clock saw at noon."""
    made = make_circle(alice, bob, openness=Openness.OPEN)
    here(alice, NOON)
    look(NOON)
    return made


@pytest.mark.parametrize(("after", "shut"), [(6 * DAY, False), (WEEK, True), (29 * DAY, True)])
def test_seven_days_close_the_doors(open_circle: Circle, charlie: Member, after: timedelta, shut: bool) -> None:
    at = NOON + after
    look(at)
    way = way_in(again(charlie), open_circle, at)
    assert bool(way.resting) == shut
    assert way.may_join != shut
    if shut:
        with pytest.raises(Refused, match="for a week"):
            join(by=again(charlie), circle=open_circle, norms=1, at=at)
    else:
        join(by=again(charlie), circle=open_circle, norms=1, at=at)


def test_wishes_and_invitations_wait(circle: Circle, alice: Member, charlie: Member) -> None:
    here(alice, NOON)
    look(NOON)
    link, _token = invite(by=again(alice), circle=circle, days=30, at=NOON)
    with pytest.raises(Refused):
        apply(by=again(charlie), circle=circle, norms=1, at=NOON + WEEK)
    with pytest.raises(Refused):
        accept(by=again(charlie), invitation=link, norms=1, at=NOON + WEEK)
    link.refresh_from_db()
    assert link.uses_left == 1
    here(alice, NOON + 8 * DAY)
    assert isinstance(accept(by=again(charlie), invitation=link, norms=1, at=NOON + 8 * DAY), Membership)


def test_a_steward_who_signs_in_opens_them_at_once(open_circle: Circle, alice: Member, charlie: Member) -> None:
    at = NOON + 20 * DAY
    assert silent_days(open_circle, at) == 20
    here(alice, at)
    assert silent_days(open_circle, at) == 0
    join(by=again(charlie), circle=open_circle, norms=1, at=at)


def test_a_steward_who_does_something_without_signing_in_was_here(open_circle: Circle, alice: Member) -> None:
    invite(by=again(alice), circle=open_circle, at=NOON + 5 * DAY)
    look(NOON + 9 * DAY)
    assert Watch.objects.get(circle=open_circle).seen_on == (NOON + 5 * DAY).date()
    assert silent_days(open_circle, NOON + 11 * DAY) == 6


def test_members_who_are_here_do_not_stand_in_for_stewards(open_circle: Circle, bob: Member) -> None:
    here(bob, NOON + WEEK)
    assert silent_days(open_circle, NOON + WEEK) == 7


def test_an_empty_circle_is_open_to_whoever_comes_first(open_circle: Circle, charlie: Member) -> None:
    Membership.objects.filter(circle=open_circle).delete()
    came = join(by=again(charlie), circle=open_circle, norms=1, at=NOON + MONTH)
    assert came.role == Role.STEWARD


def test_nobody_counted_yet_closes_nothing(circle: Circle) -> None:
    assert silent_days(circle, NOON + MONTH) == 0


@pytest.mark.parametrize(("after", "elections"), [(29 * DAY, 0), (MONTH, 1)])
def test_thirty_days_open_an_election_by_themselves(movement: object, after: timedelta, elections: int) -> None:
    circle, _people = crowd(4, at=NOON - 60 * DAY)
    look(NOON)
    for days in range(1, after.days + 1):
        look(NOON + days * DAY)
    assert Election.objects.filter(circle=circle, reason=Reason.SILENCE).count() == elections
    acts = Act.objects.filter(verb="election-opened")
    assert [(act.actor, act.audience) for act in acts] == [("", "circle")] * elections


def test_one_election_and_after_it_the_new_ones_are_counted_from_that_day(movement: object) -> None:
    circle, people = crowd(4, at=NOON - 60 * DAY)
    look(NOON)
    at = NOON + MONTH
    look(at)
    look(at)
    election = Election.objects.get(circle=circle)
    (one,) = stands(election, people[2], at=at)
    votes(election, {people[1]: [one], people[2]: [one]}, at=election.stands_until)
    look(election.closes_at)
    assert silent_days(circle, election.closes_at) == 0
    assert Election.objects.count() == 1


def test_only_a_day_is_kept(open_circle: Circle) -> None:
    columns = {field.attname for field in Watch._meta.get_fields() if hasattr(field, "attname")}
    assert columns == {"circle_id", "seen_on"}
    assert type(Watch.objects.get().seen_on).__name__ == "date"


@pytest.mark.parametrize(("after", "lets_in"), [(6 * DAY, True), (WEEK, False)])
def test_nobody_anywhere_closes_open_sign_up(movement: Movement, after: timedelta, lets_in: bool) -> None:
    movement.open_signup = True
    operator = make_member("operator", is_operator=True)
    steward = make_member("steward")
    make_circle(steward)
    here(operator, NOON - DAY)
    here(steward, NOON)
    look(NOON)
    assert movement_silent_days(NOON + after) == after.days
    assert lets_anybody_in(movement, NOON + after) == lets_in
    here(operator, NOON + after)
    assert lets_anybody_in(movement, NOON + after)


def test_the_page_of_sign_up_says_why(movement: Movement) -> None:
    Movement.objects.update(open_signup=True)
    operator = make_member("operator", is_operator=True)
    here(operator, now())
    assert "for a week" not in Client().get(reverse("account_signup")).content.decode()
    here(operator, now() - 8 * DAY)
    assert "for a week" in Client().get(reverse("account_signup")).content.decode()
    tried = Client().post(reverse("account_signup"), {"username": "nova", "password1": "a lamp in the window"})
    assert not Member.objects.filter(handle="nova").exists()
    assert tried.status_code == 200


def test_the_page_of_an_invitation_says_why(circle: Circle, alice: Member, charlie: Member) -> None:
    _link, token = invite(by=again(alice), circle=circle, days=30, at=now() - 8 * DAY)
    address = reverse("invited", args=[token])
    strangers = Client()
    assert "Make an account" in strangers.get(address).content.decode()
    Watch.objects.create(circle=circle, seen_on=(now() - 9 * DAY).date())
    page = strangers.get(address).content.decode()
    assert "for a week" in page
    assert "Make an account" not in page
    assert "for a week" in signed_in(charlie).get(address, follow=True).content.decode()
    tried = strangers.post(reverse("account_signup"), {"username": "nova", "password1": "a lamp in the window"})
    assert not Member.objects.filter(handle="nova").exists()
    assert tried.status_code == 200


def test_whoever_comes_back_in_an_old_session_was_here(circle: Circle, alice: Member) -> None:
    client = signed_in(alice)
    client.get("/")
    here(alice, now() - 5 * DAY)
    session = client.session
    session["stay"] = {**session["stay"], "seen": int((now() - timedelta(hours=2)).timestamp())}
    session.save()
    client.get("/")
    last = Member.objects.get(pk=alice.pk).last_login
    assert last is not None
    assert last.date() == now().date()
    assert (last.hour, last.minute, last.second) == (0, 0, 0)
