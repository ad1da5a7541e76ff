from __future__ import annotations

import pytest
from django.urls import reverse

from dugnad.asks.actions import holding
from dugnad.asks.actions.sealing import decide, want_to_read
from dugnad.asks.jobs import erase_sealed
from dugnad.asks.models import Ask, Letting, SealedReading
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.people.models import Member
from tests.asks.making import UNDER_ANOTHER_NAME, make_ask
from tests.cast import again, make_circle, make_member, signed_in

SECRET = "Kryptonian Ahmad"
NAMES = ["sealed", "sealed_want", "sealed_let", "sealed_open"]


@pytest.fixture
def need(circle: Circle, bob: Member) -> Ask:
    return make_ask(bob, circle, sealed=SECRET, at=now())


def at(name: str, need: Ask) -> str:
    return reverse(name, args=[need.pk])


def test_the_way_in(need: Ask, alice: Member, bob: Member) -> None:
    reader, asker = signed_in(alice), signed_in(bob)
    assert "Ask to read it" in reader.get(at("ask", need)).content.decode()
    assert reader.post(at("sealed_want", need))["Location"] == at("sealed", need)
    assert "You have asked to read it" in reader.get(at("ask", need)).content.decode()
    assert "One person asks to read it" in asker.get(at("ask", need)).content.decode()
    assert "One person asks to read it" not in reader.get(at("ask", need)).content.decode()
    assert "asks to read it" in asker.get(at("sealed", need)).content.decode()
    asker.post(at("sealed_let", need), {"member": alice.pk, "let": "in"})
    page = reader.get(at("ask", need)).content.decode()
    assert "Open it; bob will see that you did" in page
    assert SECRET not in page
    opened = reader.post(at("sealed_open", need))
    assert opened.status_code == 200
    assert SECRET in opened.content.decode()
    assert "no-store" in opened["Cache-Control"]
    assert SealedReading.objects.get().member == alice
    asker_page = asker.get(at("sealed", need)).content.decode()
    assert asker_page.count(">alice</a>") == 2
    assert SECRET not in asker_page


def test_the_asker_reads_it_without_a_record(need: Ask, bob: Member) -> None:
    assert SECRET in signed_in(bob).post(at("sealed_open", need)).content.decode()
    assert SealedReading.objects.count() == 0


def test_a_link_opens_nothing(need: Ask, alice: Member, bob: Member) -> None:
    want_to_read(by=again(alice), part=need.sealed)
    decide(by=again(bob), part=need.sealed, member=alice, let_in=True)
    for name in ("sealed_want", "sealed_let", "sealed_open"):
        response = signed_in(alice).get(at(name, need))
        assert (response.status_code, response["Location"]) == (302, at("sealed", need))
    assert SealedReading.objects.count() == 0


def test_a_steward_who_was_not_let_in_gets_no_more(need: Ask, alice: Member) -> None:
    response = signed_in(alice).post(at("sealed_open", need))
    assert response.status_code == 409
    assert SECRET not in response.content.decode()
    forged = signed_in(alice).post(at("sealed_let", need), {"member": alice.pk, "let": "in"})
    assert forged.status_code == 409
    assert (Letting.objects.count(), SealedReading.objects.count()) == (0, 0)


@pytest.mark.parametrize("name", NAMES)
def test_outsiders_find_nothing(need: Ask, charlie: Member, name: str) -> None:
    assert signed_in(charlie).get(at(name, need)).status_code == 404
    assert signed_in(charlie).post(at(name, need)).status_code in ({405} if name == "sealed" else {404})


@pytest.mark.parametrize("name", NAMES)
def test_an_ask_without_one(circle: Circle, alice: Member, bob: Member, name: str) -> None:
    bare = make_ask(bob, circle)
    assert signed_in(alice).get(at(name, bare)).status_code == 404


def test_a_forged_member_is_let_in_nowhere(need: Ask, bob: Member, charlie: Member) -> None:
    asker = signed_in(bob)
    assert asker.post(at("sealed_let", need), {"member": "nobody", "let": "in"}).status_code == 404
    assert asker.post(at("sealed_let", need), {"let": "in"}).status_code == 404
    refused = asker.post(at("sealed_let", need), {"member": charlie.pk, "let": "in"})
    assert refused.status_code == 409
    assert Letting.objects.count() == 0


def test_who_was_refused_or_is_let_in_no_longer(need: Ask, alice: Member, bob: Member) -> None:
    want_to_read(by=again(alice), part=need.sealed)
    asker, reader = signed_in(bob), signed_in(alice)
    asker.post(at("sealed_let", need), {"member": alice.pk, "let": "no"})
    assert "decided not to share this" in reader.get(at("sealed", need)).content.decode()
    assert reader.post(at("sealed_want", need)).status_code == 409
    assert reader.post(at("sealed_open", need)).status_code == 409


def test_who_holds_the_ask_can_be_let_in_unasked(alice: Member, bob: Member) -> None:
    dora = make_member("dora")
    need = make_ask(bob, make_circle(alice, bob, dora), sealed=SECRET, at=now())
    holding.take(by=again(dora), ask=need)
    asker = signed_in(bob)
    assert "Let dora in" in asker.get(at("sealed", need)).content.decode()
    asker.post(at("sealed_let", need), {"member": dora.pk, "let": "in"})
    assert SECRET in signed_in(dora).post(at("sealed_open", need)).content.decode()


def test_after_its_time_only_a_word_is_left(need: Ask, circle: Circle, alice: Member, bob: Member) -> None:
    want_to_read(by=again(alice), part=need.sealed)
    decide(by=again(bob), part=need.sealed, member=alice, let_in=True)
    assert erase_sealed(circle.retained_until(now())) == 1
    for member in (alice, bob):
        client = signed_in(member)
        assert "erased when its time was over" in client.get(at("ask", need)).content.decode()
        assert "Nothing of it is left" in client.get(at("sealed", need)).content.decode()
        assert client.post(at("sealed_open", need)).status_code == 409


def test_a_pseudonymous_asker_stays_one(circle: Circle, alice: Member, bob: Member) -> None:
    need = make_ask(bob, circle, sealed=SECRET, speaker=UNDER_ANOTHER_NAME, at=now())
    client = signed_in(alice)
    client.post(at("sealed_want", need))
    for name in ("ask", "sealed"):
        html = client.get(at(name, need)).content.decode()
        assert "Nightingale" in html
        assert "bob" not in html
        assert bob.pk not in html
