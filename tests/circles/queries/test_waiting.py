from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from pytest_django import DjangoAssertNumQueries

from dugnad.circles.actions.application import apply
from dugnad.circles.actions.circle import change
from dugnad.circles.actions.invitation import invite, take_up
from dugnad.circles.actions.keeping_out import ban
from dugnad.circles.actions.vouch import vouch
from dugnad.circles.models import Circle, Membership
from dugnad.circles.queries.waiting import Desk, Words, waiting_for
from dugnad.people.models import Member
from tests.cast import again, make_circle, make_member

QUERIES = 7


def test_nothing_waits(circle: Circle, bob: Member) -> None:
    assert not waiting_for(bob)


def test_words_for_me(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    vouch(by=bob, circle=circle, for_member=charlie)
    assert waiting_for(charlie).words == [Words(circle, 1)]
    assert not waiting_for(charlie).words[0].ready
    vouch(by=alice, circle=circle, for_member=charlie)
    waiting = waiting_for(charlie)
    assert waiting.words[0].ready
    drawn = render_to_string("circles/waiting.html", {"waiting": waiting})
    assert "2 members of Skåne give their word for you" in drawn
    assert f"/circles/{circle.pk}/join/" in drawn


def test_whoever_has_asked_is_told_elsewhere(circle: Circle, bob: Member, charlie: Member) -> None:
    vouch(by=bob, circle=circle, for_member=charlie)
    apply(by=charlie, circle=circle, norms=1)
    assert waiting_for(charlie).words == []


def test_words_for_somebody_kept_out_do_not_wait(circle: Circle, alice: Member, bob: Member) -> None:
    Membership.objects.filter(member=bob).update(standing="left")
    vouch(by=alice, circle=circle, for_member=bob)
    ban(by=alice, membership=Membership.objects.get(member=bob), told="x")
    assert not waiting_for(again(bob))


def test_links_taken_up(circle: Circle, alice: Member, charlie: Member) -> None:
    link, _ = invite(by=alice, circle=circle)
    take_up(by=charlie, invitation=link)
    waiting = waiting_for(charlie)
    assert waiting.invitations == [link]
    assert "alice invites you to Skåne" in render_to_string("circles/waiting.html", {"waiting": waiting})


def test_people_at_the_door_wait_for_stewards(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    apply(by=charlie, circle=circle, norms=1)
    assert waiting_for(alice).desks == [Desk(circle, 1)]
    assert waiting_for(bob).desks == []


def test_new_norms_wait_for_members(circle: Circle, alice: Member, bob: Member) -> None:
    change(by=alice, circle=circle, basis=circle.act_id, norms="Be kind.")
    assert waiting_for(again(bob)).norms == [circle]
    assert waiting_for(again(alice)).norms == []


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_however_much_waits(
    alice: Member, bob: Member, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        mine = make_circle(bob, alice, name=f"Mine {number}")
        change(by=bob, circle=mine, basis=mine.act_id, norms="New.")
        Membership.objects.filter(circle=mine, member=bob).update(norms_accepted=1)
        apply(by=make_member(f"dora{number}"), circle=mine, norms=2)
        other = make_circle(alice, name=f"Other {number}")
        vouch(by=alice, circle=other, for_member=bob)
        third = make_circle(alice, name=f"Third {number}")
        link, _ = invite(by=alice, circle=third)
        take_up(by=bob, invitation=link)
    member = again(bob)
    with django_assert_num_queries(QUERIES):
        waiting = waiting_for(member)
    found = [waiting.invitations, waiting.words, waiting.desks, waiting.norms]
    assert [len(part) for part in found] == [rows] * 4
