from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from dugnad.circles.actions.invitation import invite, revoke
from dugnad.circles.actions.keeping_out import ban
from dugnad.circles.enums import Openness
from dugnad.circles.models import Application, Circle, Invitation, InvitationUse, Membership, Vouch
from dugnad.kit.clock import now
from dugnad.ledger.models import Act
from dugnad.people.models import Member, Movement
from tests.cast import PASSPHRASE, make_circle, make_member, signed_in


def sign_up(client: Client, handle: str) -> Any:
    return client.post("/account/signup/", {"username": handle, "password1": PASSPHRASE})


def test_a_stranger_sees_what_they_are_invited_to(circle: Circle, alice: Member, client: Client) -> None:
    Circle.objects.update(norms="Be kind.")
    _, token = invite(by=alice, circle=circle, note="We need you.")
    before = Act.objects.count(), list(Invitation.objects.values())
    answer = client.get(f"/invited/{token}/")
    page = answer.content.decode()
    for word in ("Stand by", "Skåne", "alice invites you", "We need you.", "Be kind."):
        assert word in page
    assert (Act.objects.count(), list(Invitation.objects.values())) == before
    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer.headers["Cache-Control"]


def test_no_other_page_and_no_session_learns_the_token(circle: Circle, alice: Member, client: Client) -> None:
    _, token = invite(by=alice, circle=circle)
    page = client.get(f"/invited/{token}/").content.decode()
    assert not [address for address in re.findall(r'(?:href|action|src)="([^"]*)"', page) if token in address]
    for path in ("/account/signup/?next=/invitation/", "/account/login/?next=/invitation/"):
        assert path in page
        assert token not in client.get(path).content.decode()
    assert all(token not in str(session.get_decoded()) for session in Session.objects.all())


def test_from_the_link_to_the_circle(circle: Circle, alice: Member, client: Client) -> None:
    Circle.objects.update(norms="Be kind.")
    _, token = invite(by=alice, circle=circle)
    client.get(f"/invited/{token}/")
    landed = sign_up(client, "dora")
    assert landed.headers["Location"] == "/invitation/"
    dora = Member.objects.get(handle="dora")
    assert InvitationUse.objects.get().member == dora
    assert not Membership.objects.filter(member=dora).exists()
    assert "Be kind." in client.get("/invitation/").content.decode()
    answer = client.post("/invitation/", {"norms": "1"})
    assert answer.headers["Location"] == f"/circles/{circle.pk}/"
    assert Membership.objects.get(member=dora).brought_by == alice
    assert Invitation.objects.get().uses_left == 0


def test_whoever_made_an_account_by_it_comes_in_from_any_browser(circle: Circle, alice: Member, client: Client) -> None:
    link, token = invite(by=alice, circle=circle)
    client.get(f"/invited/{token}/")
    sign_up(client, "dora")
    Invitation.objects.filter(pk=link.pk).update(expires_at=now() - timedelta(days=1))
    elsewhere = signed_in(Member.objects.get(handle="dora"))
    assert elsewhere.get("/invitation/").status_code == 200
    elsewhere.post("/invitation/", {"norms": "1"})
    assert circle.memberships.filter(member__handle="dora").exists()


def test_without_a_link_the_door_is_shut(circle: Circle, client: Client) -> None:
    sign_up(client, "dora")
    assert not Member.objects.filter(handle="dora").exists()


def test_a_link_that_was_used_up_opens_no_account(
    circle: Circle, alice: Member, charlie: Member, client: Client
) -> None:
    _, token = invite(by=alice, circle=circle)
    client.get(f"/invited/{token}/")
    other = signed_in(charlie)
    other.get(f"/invited/{token}/")
    other.post("/invitation/", {"norms": "1"})
    sign_up(client, "dora")
    assert not Member.objects.filter(handle="dora").exists()


def test_a_member_reads_the_norms_and_is_in(circle: Circle, alice: Member, charlie: Member) -> None:
    _, token = invite(by=alice, circle=circle)
    client = signed_in(charlie)
    assert client.get(f"/invited/{token}/").headers["Location"] == "/invitation/"
    assert "alice invites you" in client.get("/invitation/").content.decode()
    assert not Membership.objects.filter(member=charlie).exists()
    client.post("/invitation/", {"norms": "1"})
    assert Membership.objects.get(member=charlie).standing == "active"
    assert client.get("/invitation/").status_code == 404


def test_an_ordinary_members_link_is_a_word_and_a_wish(circle: Circle, bob: Member, charlie: Member) -> None:
    Circle.objects.update(questions=["Why here?"])
    _, token = invite(by=bob, circle=Circle.objects.get())
    client = signed_in(charlie)
    client.get(f"/invited/{token}/")
    assert "Why here?" in client.get("/invitation/").content.decode()
    assert client.post("/invitation/", {"norms": "1"}).status_code == 422
    client.post("/invitation/", {"norms": "1", "answer0": "To help."})
    assert Vouch.objects.get().by == bob
    assert Application.objects.get().answers == [["Why here?", "To help."]]
    page = client.get(f"/circles/{circle.pk}/").content.decode()
    assert "1 member has given their word for you; it takes 2" in page


def test_a_link_into_one_circle_opens_no_other(circle: Circle, alice: Member, charlie: Member) -> None:
    other = make_circle(alice, name="Another")
    _, token = invite(by=alice, circle=circle)
    client = signed_in(charlie)
    client.get(f"/invited/{token}/")
    assert client.post(f"/circles/{other.pk}/join/", {"norms": "1"}).status_code == 422
    client.post("/invitation/", {"norms": "1", "circle": other.pk, "circle_id": other.pk})
    assert not other.memberships.filter(member=charlie).exists()


def test_a_hidden_circle_shows_itself_to_whoever_holds_its_link(alice: Member, charlie: Member) -> None:
    circle = make_circle(alice, openness=Openness.HIDDEN, name="Night")
    _, token = invite(by=alice, circle=circle)
    client = signed_in(charlie)
    client.get(f"/invited/{token}/")
    assert "Night" in client.get("/invitation/").content.decode()
    assert client.get(f"/circles/{circle.pk}/").status_code == 404
    client.post("/invitation/", {"norms": "1"})
    assert client.get(f"/circles/{circle.pk}/").status_code == 200


@pytest.mark.parametrize("why", ["unknown", "expired", "used", "taken back", "maker kept out"])
def test_every_dead_link_looks_the_same(circle: Circle, alice: Member, bob: Member, client: Client, why: str) -> None:
    link, token = invite(by=bob, circle=circle)
    fresh = Invitation.objects.filter(pk=link.pk)
    if why == "expired":
        fresh.update(expires_at=now())
    elif why == "used":
        fresh.update(uses_left=0)
    elif why == "taken back":
        revoke(by=bob, invitation=link)
    elif why == "maker kept out":
        ban(by=alice, membership=Membership.objects.get(member=bob), told="x")
    else:
        token = "x" * len(token)
    answer = client.get(f"/invited/{token}/")
    assert answer.status_code == 404
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode()).replace(token, "")
    other = client.get("/invited/never-was/").content.decode().replace("never-was", "")
    assert page == re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", other)
    assert "Ask whoever sent it for a new one" in page
    assert "Skåne" not in page


def test_looking_is_all_one_can_do_with_the_address(circle: Circle, alice: Member, client: Client) -> None:
    _, token = invite(by=alice, circle=circle)
    assert client.post(f"/invited/{token}/").status_code == 405


def test_a_stranger_without_an_account_accepts_nothing(circle: Circle, alice: Member, client: Client) -> None:
    _, token = invite(by=alice, circle=circle)
    client.get(f"/invited/{token}/")
    assert client.post("/invitation/", {"norms": "1"}).headers["Location"] == "/account/login/?next=/invitation/"


def test_whoever_is_in_already_goes_to_the_circle(circle: Circle, alice: Member, bob: Member) -> None:
    _, token = invite(by=alice, circle=circle)
    client = signed_in(bob)
    client.get(f"/invited/{token}/")
    assert client.get("/invitation/").headers["Location"] == f"/circles/{circle.pk}/"
    assert Invitation.objects.get().uses_left == 1


def test_somebody_kept_out_does_not_come_in_by_a_link(circle: Circle, alice: Member, bob: Member) -> None:
    ban(by=alice, membership=Membership.objects.get(member=bob), told="x")
    _, token = invite(by=alice, circle=circle)
    client = signed_in(bob)
    client.get(f"/invited/{token}/")
    answer = client.post("/invitation/", {"norms": "1"})
    assert answer.status_code == 422
    assert "decided to keep you out" in answer.content.decode()


def test_signing_in_to_an_account_one_has_uses_nothing(circle: Circle, alice: Member, movement: Movement) -> None:
    dora = make_member("dora")
    dora.set_password(PASSPHRASE)
    dora.last_login = now()
    dora.save()
    _, token = invite(by=alice, circle=circle)
    client = Client()
    client.get(f"/invited/{token}/")
    client.post("/account/login/?next=/invitation/", {"login": "dora", "password": PASSPHRASE})
    assert Invitation.objects.get().uses_left == 1
    assert client.get("/invitation/").status_code == 200
