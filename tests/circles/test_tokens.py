"""A link is a key: it fits one door, dies when it should, and is written down nowhere."""

from __future__ import annotations

import logging
import re
from datetime import timedelta

import pytest
from django.test import Client

from dugnad.circles.actions.invitation import accept, invite, revoke
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle, Invitation, Membership
from dugnad.kit.clock import now
from dugnad.kit.logs import NothingIdentifying
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.cast import make_circle, make_member, signed_in

ELSEWHERE = ("", "about/", "join/", "apply/", "members/", "tend/", "invite/")


@pytest.fixture
def hidden(bob: Member) -> Circle:
    """Another circle, of which the link knows nothing."""
    return make_circle(bob, openness=Openness.HIDDEN, name="Night")


@pytest.mark.parametrize("end", ELSEWHERE)
def test_at_another_circle_it_opens_nothing(
    circle: Circle, hidden: Circle, alice: Member, charlie: Member, end: str
) -> None:
    _, token = invite(by=alice, circle=circle)
    client = signed_in(charlie)
    client.get(f"/invited/{token}/")
    path = f"/circles/{hidden.pk}/{end}"
    assert client.get(path).status_code == 404
    assert client.get(f"{path}?token={token}").status_code == 404
    assert client.post(path, {"norms": "1", "token": token}).status_code in {404, 405}
    assert not Membership.objects.filter(member=charlie).exists()


def test_it_leads_into_its_own_circle_whatever_is_asked_for(
    circle: Circle, hidden: Circle, alice: Member, charlie: Member
) -> None:
    _, token = invite(by=alice, circle=circle)
    client = signed_in(charlie)
    client.get(f"/invited/{token}/?circle={hidden.pk}")
    client.post(f"/invitation/?circle={hidden.pk}", {"norms": "1", "circle": hidden.pk, "circle_id": hidden.pk})
    assert [one.circle_id for one in Membership.objects.filter(member=charlie)] == [circle.pk]


@pytest.mark.parametrize("why", ["expired", "used", "taken back"])
def test_a_link_that_was_followed_before_it_died_opens_nothing_after(
    circle: Circle, alice: Member, charlie: Member, why: str
) -> None:
    """Carried by the browser: the second door is shut as well as the first."""
    link, token = invite(by=alice, circle=circle)
    client = signed_in(charlie)
    client.get(f"/invited/{token}/")
    if why == "expired":
        Invitation.objects.update(expires_at=now() - timedelta(seconds=1))
    elif why == "used":
        accept(by=make_member("dora"), invitation=link, norms=1)
    else:
        revoke(by=alice, invitation=link)
    assert client.get(f"/invited/{token}/").status_code == 404
    assert client.get("/invitation/").status_code == 404
    assert client.post("/invitation/", {"norms": "1"}).status_code == 404
    with pytest.raises(Refused, match="does not work"):
        accept(by=charlie, invitation=Invitation.objects.get(), norms=1)
    assert not Membership.objects.filter(member=charlie).exists()


def test_the_token_is_in_no_title_no_link_and_no_header(circle: Circle, alice: Member, client: Client) -> None:
    _, token = invite(by=alice, circle=circle)
    answer = client.get(f"/invited/{token}/")
    page = answer.content.decode()
    assert token not in (re.search(r"<title>(.*?)</title>", page, re.S) or [""])[0]
    assert not [one for one in re.findall(r'(?:href|action|src|content)="([^"]*)"', page) if token in one]
    assert not any(token in f"{name}: {value}" for name, value in answer.headers.items())
    assert not any(token in morsel.OutputString() for morsel in client.cookies.values())
    assert answer.headers["Referrer-Policy"] == "strict-origin"


def test_the_token_is_in_no_log(
    circle: Circle, alice: Member, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    """Not of a link that works, nor of one that is dead: django.request tells of each 404."""
    link, token = invite(by=alice, circle=circle)
    caplog.handler.addFilter(NothingIdentifying())
    with caplog.at_level(logging.DEBUG):
        client.get(f"/invited/{token}/")
        revoke(by=alice, invitation=link)
        assert client.get(f"/invited/{token}/").status_code == 404
        client.post(f"/invited/{token}/")
    assert caplog.records
    assert token not in caplog.text


def test_only_a_hash_is_kept(circle: Circle, alice: Member) -> None:
    _, token = invite(by=alice, circle=circle)
    kept = [str(row) for row in [*Invitation.objects.values(), *Act.objects.values()]]
    assert not any(token in row for row in kept)
