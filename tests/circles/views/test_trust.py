from __future__ import annotations

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from dugnad.circles.actions.membership import enter
from dugnad.circles.actions.vouch import stand_by
from dugnad.circles.models import Circle, Membership
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member
from tests.cast import LONG_AGO, make_circle, make_member, signed_in

TREE_QUERIES = 8


def of(circle: Circle, member: Member) -> Membership:
    return Membership.objects.get(circle=circle, member=member)


def test_the_tree_is_a_nested_list(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    enter(circle=circle, member=charlie, brought_by=bob, at=LONG_AGO)
    stand_by(by=alice, theirs=of(circle, charlie), at=LONG_AGO)
    page = signed_in(alice).get(f"/circles/{circle.pk}/tree/").content.decode()
    inner = page[page.index("<strong>bob</strong>") :]
    assert inner.index("<ul>") < inner.index("<strong>charlie</strong>") < inner.index("</ul>")
    assert "also on the word of alice" in " ".join(page.split())


@pytest.mark.parametrize("path", ["tree/", "pace/"])
def test_it_is_for_its_stewards_only(circle: Circle, alice: Member, bob: Member, charlie: Member, path: str) -> None:
    other = make_circle(charlie, name="Elsewhere")
    assert signed_in(alice).get(f"/circles/{circle.pk}/{path}").status_code == 200
    for member in (bob, charlie):
        assert signed_in(member).get(f"/circles/{circle.pk}/{path}").status_code == 404
    assert signed_in(charlie).get(f"/circles/{other.pk}/tree/?from={of(circle, bob).pk}").status_code == 404


def test_a_deep_branch_has_a_page_of_its_own(circle: Circle, alice: Member, bob: Member) -> None:
    upper, members = bob, []
    for number in range(8):
        member = make_member(f"m{number}")
        enter(circle=circle, member=member, brought_by=upper, at=LONG_AGO)
        members.append(member)
        upper = member
    client = signed_in(alice)
    page = client.get(f"/circles/{circle.pk}/tree/").content.decode()
    assert "3 more below" in page
    assert ">m5<" not in page
    below = client.get(f"/circles/{circle.pk}/tree/?from={of(circle, members[4]).pk}").content.decode()
    assert ">m7<" in below
    assert ">bob<" not in below


@pytest.mark.parametrize("rows", [1, 3])
def test_the_tree_costs_the_same_however_large(
    circle: Circle, alice: Member, bob: Member, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        enter(circle=circle, member=make_member(f"m{number}"), brought_by=bob, at=LONG_AGO)
    client = signed_in(alice)
    with django_assert_num_queries(TREE_QUERIES):
        client.get(f"/circles/{circle.pk}/tree/")


def test_what_a_member_reads_of_her_own_trust(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    enter(circle=circle, member=charlie, brought_by=bob)
    stand_by(by=alice, theirs=of(circle, charlie), words="My neighbour.")
    page = signed_in(charlie).get(f"/circles/{circle.pk}/trust/").content.decode()
    assert "<h2>New</h2>" in page
    assert "when you have been here for 30 days" in page
    assert "My neighbour." in page
    assert "<h2>Trusted</h2>" in signed_in(bob).get(f"/circles/{circle.pk}/trust/").content.decode()
    assert signed_in(make_member("eve")).get(f"/circles/{circle.pk}/trust/").status_code == 404


def test_a_block_holds_on_it(circle: Circle, alice: Member, bob: Member) -> None:
    stand_by(by=alice, theirs=of(circle, bob), words="My neighbour.")
    block(by=alice, other=bob)
    assert "My neighbour." not in signed_in(bob).get(f"/circles/{circle.pk}/trust/").content.decode()


def test_nobody_else_reads_a_level(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    enter(circle=circle, member=charlie, at=LONG_AGO)
    with override("en"):
        for path in (f"/circles/{circle.pk}/members/", "/members/bob/"):
            page = signed_in(charlie).get(path).content.decode()
            assert not any(f">{word}<" in page for word in ("New", "Known", "Trusted"))


def test_pausing_and_letting_count_again(circle: Circle, alice: Member, bob: Member) -> None:
    client, path = signed_in(alice), f"/memberships/{of(circle, bob).pk}/"
    assert "Pause invitations in this branch" in client.get(path).content.decode()
    assert client.post(f"{path}pause/").headers["Location"] == path
    assert of(circle, bob).resting
    assert "branch paused" in client.get(f"/circles/{circle.pk}/tree/").content.decode()
    assert "Invitations and words rest" in signed_in(bob).get(f"/circles/{circle.pk}/trust/").content.decode()
    assert client.post(f"{path}pause/").status_code == 409
    assert client.post(f"{path}resume/").headers["Location"] == path
    assert not of(circle, bob).resting


@pytest.mark.parametrize("what", ["pause", "resume", "review"])
def test_members_pause_nobody(circle: Circle, bob: Member, charlie: Member, what: str) -> None:
    path = f"/memberships/{of(circle, bob).pk}/{what}/"
    for member in (bob, charlie):
        assert signed_in(member).post(path).status_code == 404
    assert not of(circle, bob).resting
