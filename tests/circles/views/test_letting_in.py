from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from dugnad.circles.actions.application import apply
from dugnad.circles.actions.invitation import invite
from dugnad.circles.actions.membership import enter
from dugnad.circles.actions.vouch import vouch
from dugnad.circles.models import Circle, Invitation, Membership, Vouch
from dugnad.circles.queries.invitations import hash_of
from dugnad.kit.clock import now
from dugnad.people.models import Block, Member
from tests.cast import LONG_AGO, make_member, signed_in

INVITE_QUERIES = 7
VOUCH_QUERIES = 8


@pytest.mark.parametrize("page", ["vouch", "invite"])
def test_for_members_only(client: Client, circle: Circle, charlie: Member, page: str) -> None:
    path = f"/circles/{circle.pk}/{page}/"
    assert client.get(path).headers["Location"] == f"/account/login/?next={path}"
    assert signed_in(charlie).get(path).status_code == 404
    assert signed_in(charlie).post(path, {"handle": "alice", "words": "x"}).status_code == 404


def test_members_see_who_waits_but_not_what_they_wrote(circle: Circle, bob: Member, charlie: Member) -> None:
    Circle.objects.update(questions=["Why?"])
    apply(by=charlie, circle=Circle.objects.get(), norms=1, answers=["A long story."])
    page = signed_in(bob).get(f"/circles/{circle.pk}/vouch/").content.decode()
    assert "<strong>charlie</strong>" in page
    assert "A long story." not in page


def test_giving_and_taking_back_my_word(circle: Circle, bob: Member, charlie: Member) -> None:
    client = signed_in(bob)
    answer = client.post(f"/circles/{circle.pk}/vouch/", {"handle": "Charlie", "words": "My neighbour."})
    assert answer.headers["Location"] == f"/circles/{circle.pk}/vouch/"
    word = Vouch.objects.get()
    assert (word.by, word.for_member, word.words) == (bob, charlie, "My neighbour.")
    assert "Your word for charlie is given." in client.get(f"/circles/{circle.pk}/vouch/").content.decode()
    assert signed_in(charlie).post(f"/vouches/{word.pk}/withdraw/").status_code == 404
    client.post(f"/vouches/{word.pk}/withdraw/")
    assert Vouch.objects.get().withdrawn_at is not None


def test_the_last_word_says_that_they_are_in(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    apply(by=charlie, circle=circle, norms=1)
    vouch(by=bob, circle=circle, for_member=charlie)
    client = signed_in(alice)
    client.post(f"/circles/{circle.pk}/vouch/", {"handle": "charlie", "words": "A friend."})
    assert "charlie is in." in client.get(f"/circles/{circle.pk}/vouch/").content.decode()


@pytest.mark.parametrize("handle", ["nobody", "dora"])
def test_who_is_unknown_and_who_blocked_me_look_the_same(circle: Circle, bob: Member, handle: str) -> None:
    Block.objects.create(by=make_member("dora"), of=bob)
    answer = signed_in(bob).post(f"/circles/{circle.pk}/vouch/", {"handle": handle, "words": "My neighbour."})
    assert answer.status_code == 422
    assert f"We know nobody called {handle}." in answer.content.decode()
    assert "My neighbour." in answer.content.decode()


def test_a_refusal_keeps_the_words(circle: Circle, bob: Member) -> None:
    signed_in(bob).post(f"/circles/{circle.pk}/vouch/", {"handle": "alice", "words": "We met."})
    answer = signed_in(bob).post(f"/circles/{circle.pk}/vouch/", {"handle": "alice", "words": "My neighbour."})
    assert answer.status_code == 422
    assert "You have given your word for alice already." in answer.content.decode()
    assert "My neighbour." in answer.content.decode()


def test_a_word_for_somebody_inside(circle: Circle, alice: Member, bob: Member) -> None:
    client = signed_in(alice)
    client.post(f"/circles/{circle.pk}/vouch/", {"handle": "bob", "words": "My neighbour."})
    assert "is in" in client.get(f"/circles/{circle.pk}/vouch/").content.decode()
    assert "My neighbour." in signed_in(bob).get(f"/circles/{circle.pk}/trust/").content.decode()


def shown_token(page: str) -> str:
    found = re.search(r'class="code">http://testserver/invited/([^/]+)/<', page)
    return found.group(1) if found else ""


def test_a_link_is_shown_to_its_maker_only_and_not_kept(circle: Circle, alice: Member, bob: Member) -> None:
    client = signed_in(bob)
    path = f"/circles/{circle.pk}/invite/"
    answer = client.post(path, {"note": "Come in.", "days": "7", "uses": "1"})
    assert answer.headers["Location"] == path
    token = shown_token(client.get(path).content.decode())
    link = Invitation.objects.get()
    assert hash_of(token) == link.token_hash
    assert link.expires_at - link.created_at == timedelta(days=7)
    cookie = answer.cookies["link"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Strict", 300)
    other = signed_in(alice)
    other.cookies["link"] = cookie.value
    page = other.get(path).content.decode()
    assert shown_token(page) == ""
    assert "made by bob" in page


def test_a_link_of_one_circle_is_not_shown_on_another(circle: Circle, alice: Member) -> None:
    client = signed_in(alice)
    client.post(f"/circles/{circle.pk}/invite/", {"days": "7", "uses": "1"})
    Circle.objects.get()
    client.post("/circles/new/", {"name": "B", "purpose": "B"})
    other = Circle.objects.exclude(pk=circle.pk).get()
    assert shown_token(client.get(f"/circles/{other.pk}/invite/").content.decode()) == ""


def test_members_see_their_own_links_stewards_all(circle: Circle, alice: Member, bob: Member) -> None:
    Circle.objects.update(created_at=now())
    enter(circle=circle, member=make_member("dora"), at=LONG_AGO)
    invite(by=alice, circle=circle, note="From alice.")
    invite(by=bob, circle=circle, note="From bob.")
    path = f"/circles/{circle.pk}/invite/"
    mine, all_of_them = (signed_in(one).get(path).content.decode() for one in (bob, alice))
    assert ("From bob." in mine, "From alice." in mine) == (True, False)
    assert ("From bob." in all_of_them, "From alice." in all_of_them) == (True, True)
    assert "tends the circle with me" in all_of_them
    assert "tends the circle with me" not in mine


def test_stopping_a_link(circle: Circle, alice: Member, bob: Member) -> None:
    dora = make_member("dora")
    enter(circle=circle, member=dora, at=LONG_AGO)
    link, _ = invite(by=bob, circle=circle)
    assert signed_in(dora).post(f"/invitations/{link.pk}/revoke/").status_code == 404
    assert signed_in(bob).get(f"/invitations/{link.pk}/revoke/").status_code == 405
    answer = signed_in(alice).post(f"/invitations/{link.pk}/revoke/")
    assert answer.headers["Location"] == f"/circles/{circle.pk}/invite/"
    assert Invitation.objects.get().revoked_at is not None
    assert signed_in(bob).post(f"/invitations/{link.pk}/revoke/").status_code == 409


def test_what_a_newcomer_reads_when_they_invite(circle: Circle, alice: Member) -> None:
    dora = make_member("dora")
    enter(circle=circle, member=dora)
    answer = signed_in(dora).post(f"/circles/{circle.pk}/invite/", {"note": "Hi.", "days": "7", "uses": "1"})
    assert answer.status_code == 422
    assert "You are new here yourself" in answer.content.decode()
    assert "Hi." in answer.content.decode()
    assert not Invitation.objects.exists()


def test_a_link_for_a_steward_is_for_one(circle: Circle, alice: Member) -> None:
    Circle.objects.update(created_at=now())
    client = signed_in(alice)
    path = f"/circles/{circle.pk}/invite/"
    assert client.post(path, {"days": "7", "uses": "5", "for_steward": "on"}).status_code == 422
    client.post(path, {"days": "7", "uses": "1", "for_steward": "on"})
    assert Invitation.objects.get().for_steward is True


@pytest.mark.parametrize("rows", [1, 3])
def test_links_cost_the_same_however_many(
    circle: Circle, alice: Member, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for _ in range(rows):
        invite(by=alice, circle=circle)
    client = signed_in(alice)
    with django_assert_num_queries(INVITE_QUERIES):
        page = client.get(f"/circles/{circle.pk}/invite/").content.decode()
    assert page.count("/revoke/") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_those_who_wait_cost_the_same_however_many(
    circle: Circle, bob: Member, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        apply(by=make_member(f"dora{number}"), circle=circle, norms=1)
        vouch(by=bob, circle=circle, for_member=make_member(f"erik{number}"))
    client = signed_in(bob)
    with django_assert_num_queries(VOUCH_QUERIES):
        page = client.get(f"/circles/{circle.pk}/vouch/").content.decode()
    assert (page.count("I know them"), page.count("/withdraw/")) == (rows, rows)
    assert Membership.objects.count() == 2
