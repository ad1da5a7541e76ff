from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from dugnad.circles.actions.application import apply
from dugnad.circles.actions.keeping_out import ban
from dugnad.circles.actions.membership import enter
from dugnad.circles.actions.vouch import vouch
from dugnad.circles.enums import Openness, Progress, Role, Standing
from dugnad.circles.models import Application, Circle, Membership
from dugnad.kit.clock import now
from dugnad.people.models import Member
from tests.cast import make_member, make_steward, signed_in

DESK_QUERIES = 10


def place(member: Member) -> Membership:
    return Membership.objects.get(member=member)


@pytest.mark.parametrize("page", ["tend", "settings"])
def test_for_stewards_only(client: Client, circle: Circle, bob: Member, charlie: Member, page: str) -> None:
    path = f"/circles/{circle.pk}/{page}/"
    assert client.get(path).headers["Location"] == f"/account/login/?next={path}"
    for member in (bob, charlie):
        assert signed_in(member).get(path).status_code == 404


@pytest.mark.parametrize("deed", ["", "trust/", "case/"])
def test_looking_after_somebody_is_for_stewards(client: Client, circle: Circle, bob: Member, deed: str) -> None:
    path = f"/memberships/{place(bob).pk}/{deed}"
    assert client.get(path).headers["Location"] == f"/account/login/?next={path}"
    assert signed_in(bob).get(path).status_code in {404, 405}
    assert signed_in(bob).post(path, {"told": "x"}).status_code in {404, 405}
    assert (place(bob).standing, place(bob).role) == (Standing.ACTIVE, Role.MEMBER)


def test_letting_in(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    Circle.objects.update(questions=["Why?"])
    application = apply(by=charlie, circle=Circle.objects.get(), norms=1, answers=["To help."])
    vouch(by=bob, circle=circle, for_member=charlie, words="My neighbour.")
    client = signed_in(alice)
    desk = client.get(f"/circles/{circle.pk}/tend/").content.decode()
    assert "To help." in desk
    assert "My neighbour." in desk
    assert signed_in(bob).post(f"/applications/{application.pk}/admit/").status_code == 404
    answer = client.post(f"/applications/{application.pk}/admit/")
    assert answer.headers["Location"] == f"/circles/{circle.pk}/tend/"
    assert place(charlie).standing == Standing.ACTIVE
    assert client.post(f"/applications/{application.pk}/admit/").status_code == 409


def test_not_now(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    application = apply(by=charlie, circle=circle, norms=1)
    path = f"/applications/{application.pk}/decline/"
    assert signed_in(bob).post(path, {"reply": "No."}).status_code == 404
    signed_in(alice).post(path, {"reply": "We are full until spring."})
    assert Application.objects.get().progress == Progress.DECLINED
    page = signed_in(charlie).get(f"/circles/{circle.pk}/").content.decode()
    assert "We are full until spring." in page
    assert f"/circles/{circle.pk}/apply/" not in page


def test_trusting_somebody_with_the_circle(circle: Circle, alice: Member, bob: Member) -> None:
    client = signed_in(alice)
    assert "You tend this circle alone" in client.get(f"/circles/{circle.pk}/tend/").content.decode()
    assert client.post(f"/memberships/{place(bob).pk}/trust/").status_code == 409
    Circle.objects.update(created_at=now())
    client.post(f"/memberships/{place(bob).pk}/trust/")
    assert place(bob).role == Role.STEWARD
    page = client.get(f"/memberships/{place(bob).pk}/").content.decode()
    assert "Decide it together" in page
    assert "You tend this circle alone" not in client.get(f"/circles/{circle.pk}/tend/").content.decode()


def test_no_steward_keeps_somebody_out_from_here(circle: Circle, alice: Member, bob: Member) -> None:
    """The page leads to a case, which takes two; the addresses of before are gone."""
    client, path = signed_in(alice), f"/memberships/{place(bob).pk}/"
    assert f"{path}case/" in client.get(path).content.decode()
    for gone in ("keep-out", "lift"):
        assert client.post(f"{path}{gone}/", {"told": "You wrote down an address."}).status_code == 404
    assert client.post(f"{path}case/").headers["Location"].startswith("/cases/")
    assert place(bob).standing == Standing.ACTIVE


def test_a_signed_in_browser_is_out_at_once(circle: Circle, alice: Member, bob: Member) -> None:
    theirs = signed_in(bob)
    assert theirs.get(f"/circles/{circle.pk}/members/").status_code == 200
    ban(by=alice, membership=place(bob), told="x")
    assert theirs.get(f"/circles/{circle.pk}/members/").status_code == 404


def test_the_tree_is_for_stewards(circle: Circle, alice: Member, bob: Member) -> None:
    dora = make_member("dora")
    enter(circle=circle, member=dora, brought_by=bob)
    assert "brought by bob" in signed_in(alice).get(f"/memberships/{place(dora).pk}/").content.decode()
    assert "dora" in signed_in(alice).get(f"/memberships/{place(bob).pk}/").content.decode()
    assert signed_in(bob).get(f"/memberships/{place(dora).pk}/").status_code == 404


def test_stewards_decide_nothing_about_themselves(circle: Circle, alice: Member) -> None:
    assert "/case/" not in signed_in(alice).get(f"/memberships/{place(alice).pk}/").content.decode()
    assert signed_in(alice).post(f"/memberships/{place(alice).pk}/case/").status_code == 409


def test_stepping_down(circle: Circle, alice: Member, bob: Member) -> None:
    path = f"/circles/{circle.pk}/step-down/"
    assert signed_in(bob).post(path).status_code == 404
    assert signed_in(alice).get(path).status_code == 405
    assert signed_in(alice).post(path).status_code == 409
    make_steward(bob, circle)
    assert signed_in(alice).post(path).headers["Location"] == f"/circles/{circle.pk}/"
    assert place(alice).role == Role.MEMBER


def filled(circle: Circle, **changes: Any) -> dict[str, Any]:
    """The settings form as the page offers it."""
    facts = {
        "name": circle.name,
        "purpose": circle.purpose,
        "norms": circle.norms,
        "openness": circle.openness,
        "takes_applications": "on",
        "questions": "\r\n".join(circle.questions),
        "vouches_needed": circle.vouches_needed,
        "basis": circle.act_id,
    }
    return facts | changes


def test_changing_everything(circle: Circle, alice: Member) -> None:
    client, path = signed_in(alice), f"/circles/{circle.pk}/settings/"
    assert 'value="Skåne"' in client.get(path).content.decode()
    changes: dict[str, Any] = {
        "name": "Night watch",
        "openness": "hidden",
        "norms": "Be\r\nkind.",
        "questions": "Why?\r\n\r\n Who are you? ",
        "vouches_needed": "3",
        "history_open": "on",
    }
    answer = client.post(path, filled(circle, **changes))
    assert answer.headers["Location"] == f"/circles/{circle.pk}/tend/"
    circle.refresh_from_db()
    assert (circle.name, circle.openness, circle.norms, circle.norms_version) == (
        "Night watch",
        Openness.HIDDEN,
        "Be\nkind.",
        2,
    )
    assert (circle.questions, circle.vouches_needed, circle.history_open) == (
        ["Why?", "Who are you?"],
        3,
        True,
    )
    client.post(path, filled(circle, name="Night", norms="Be\r\nkind."))
    assert Circle.objects.get().norms_version == 2


def test_what_cannot_be_saved_comes_back(circle: Circle, alice: Member) -> None:
    client, path = signed_in(alice), f"/circles/{circle.pk}/settings/"
    answer = client.post(path, filled(circle, questions="?\n" * 7, purpose="A new purpose."))
    assert answer.status_code == 422
    assert "At most six questions" in answer.content.decode()
    assert "A new purpose." in answer.content.decode()
    assert Circle.objects.get().purpose == "We answer."


def test_two_stewards_at_once(circle: Circle, alice: Member) -> None:
    client, path, stale = signed_in(alice), f"/circles/{circle.pk}/settings/", filled(circle, name="First")
    client.post(path, stale)
    answer = client.post(path, stale | {"name": "Second"})
    assert answer.status_code == 422
    assert "Another steward changed the circle meanwhile" in answer.content.decode()
    assert Circle.objects.get().name == "First"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_desk_costs_the_same_however_much_is_on_it(
    circle: Circle, alice: Member, bob: Member, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        apply(by=make_member(f"dora{number}"), circle=circle, norms=1)
        vouch(by=bob, circle=circle, for_member=make_member(f"erik{number}"))
        fia = make_member(f"fia{number}")
        ban(by=alice, membership=enter(circle=circle, member=fia), told="x")
    client = signed_in(alice)
    with django_assert_num_queries(DESK_QUERIES):
        page = client.get(f"/circles/{circle.pk}/tend/").content.decode()
    assert (page.count("/admit/"), page.count("Look at it again")) == (rows, rows)
