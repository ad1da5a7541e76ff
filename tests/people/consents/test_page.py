"""What I have agreed to: all of it on one page, each with one tap, here first whatever becomes of mail and others."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from dugnad.asks.actions.sealing import decide, open_part, want_to_read
from dugnad.asks.models import Letting, SealedPart
from dugnad.campaigns.actions.signing import Given
from dugnad.campaigns.actions.signing_as_member import sign_as_member
from dugnad.campaigns.agreed import version_of
from dugnad.campaigns.enums import Purpose
from dugnad.campaigns.models import Consent, Signature
from dugnad.circles.models import Circle
from dugnad.gatherings.actions.feeds import open_feed
from dugnad.gatherings.models import Feed
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.notify.enums import Wish
from dugnad.notify.models import Browser, CircleWish, Letter, Notice, Wishes
from dugnad.people import consents
from dugnad.people.models import Member
from tests.asks.making import make_ask
from tests.campaigns.making import make_open
from tests.campaigns.supporting.making import agree, make_supporter
from tests.cast import NOON, again, signed_in
from tests.notify.making import follow, with_address
from tests.notify.test_pushing import make_browser

PAGE = "/me/consents/"
WORDS = "Friends of Lund may write to me, at most once a month."


def signed(alice: Member, bob: Member, circle: Circle) -> None:
    sign_as_member(by=again(bob), campaign=make_open(alice, circle), given=Given(name="Bob"), at=NOON)


def partnered(alice: Member, bob: Member, circle: Circle) -> None:
    campaign = make_open(alice, circle)
    agree(make_supporter("b@mail.example", member=bob), campaign, Purpose.PARTNER, partner="Friends", text=WORDS)


def sealed(alice: Member, bob: Member, circle: Circle) -> None:
    part = SealedPart.objects.get(ask=make_ask(bob, circle, sealed="Ahmad"))
    want_to_read(by=again(alice), part=part, at=NOON)
    decide(by=again(bob), part=part, member=alice, let_in=True, at=NOON)


def written_to(alice: Member, bob: Member, circle: Circle) -> None:
    with_address(bob)
    CircleWish.objects.create(member=bob, circle=circle, wish=Wish.AT_ONCE)


def woken(alice: Member, bob: Member, circle: Circle) -> None:
    make_browser(bob)


def in_a_calendar(alice: Member, bob: Member, circle: Circle) -> None:
    open_feed(by=again(bob), circle=circle, at=NOON)


def left(member: Member) -> list[str]:
    """What still holds, as `source pk`."""
    return [
        f"{one.source.name} {consent.pk}"
        for one in consents.given_by(again(member))
        for consent in one.consents
        if consent.ended_at is None
    ]


def forms(browser: Client) -> list[dict[str, str]]:
    """The forms of the page that take one thing back, as a browser would send them."""
    page = browser.get(PAGE).content.decode()
    found = [dict(re.findall(r'name="(\w+)" value="([^"]+)"', form)) for form in re.findall(r"<form.*?</form>", page)]
    return [form for form in found if form.get("consent")]


WAYS = [signed, partnered, sealed, written_to, woken, in_a_calendar]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_each_thing_is_taken_back_with_one_tap(
    alice: Member, bob: Member, circle: Circle, way: Callable[[Member, Member, Circle], None]
) -> None:
    way(alice, bob, circle)
    browser, before = signed_in(bob), left(bob)
    assert before
    assert {f"{form['source']} {form['consent']}" for form in forms(browser)} == set(before)
    for one in before:
        if one in left(bob):  # something may have fallen with what went before
            source, _space, pk = one.partition(" ")
            answer = browser.post(PAGE, {"source": source, "consent": pk}, follow=True)
            assert "Taken back. It holds from this moment." in answer.content.decode()
            assert one not in left(bob)
    assert left(bob) == []


def test_it_really_holds(alice: Member, bob: Member, circle: Circle) -> None:
    for way in (signed, sealed, written_to, woken, in_a_calendar):
        way(alice, bob, circle)
    browser = signed_in(bob)
    for form in forms(browser):
        browser.post(PAGE, form)
    assert set(Signature.objects.values_list("state", "name")) == {("withdrawn", "")}
    assert not Consent.objects.filter(taken_back_at=None).exists()
    assert Letting.objects.get().letting == "refused"
    with pytest.raises(Refused):
        open_part(by=again(alice), part=SealedPart.objects.get(), at=NOON)
    assert (Wishes.objects.get().mail, Wishes.objects.get().rhythm) == (False, "never")
    assert not any(model.objects.exists() for model in (CircleWish, Browser, Feed))


def test_nobody_takes_back_what_is_anothers(alice: Member, bob: Member, charlie: Member, circle: Circle) -> None:
    for way in WAYS[1:]:
        way(alice, bob, circle)
    before = left(bob)
    for one in before:
        source, _space, pk = one.partition(" ")
        if pk not in {"letters", "digest"}:  # these have no owner in their name: charlie's own are meant
            assert signed_in(charlie).post(PAGE, {"source": source, "consent": pk}).status_code == 404
    for wrong in ({"source": "nothing", "consent": "1"}, {"source": "sealed", "consent": "x"}, {}):
        assert signed_in(bob).post(PAGE, wrong).status_code == 404
    assert left(bob) == before


def test_the_words_and_their_version_are_shown(alice: Member, bob: Member, circle: Circle) -> None:
    partnered(alice, bob, circle)
    page = signed_in(bob).get(PAGE).content.decode()
    assert WORDS in page
    assert f"wording {version_of(WORDS)}" in page
    assert version_of(WORDS) != version_of(WORDS + ".")


def test_with_mail_down_it_holds_and_others_hear_later(
    alice: Member, bob: Member, circle: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No connection is made while somebody takes something back, and none is waited for."""
    monkeypatch.setattr("socket.socket.connect", _nobody_there)
    with_address(alice)
    partnered(alice, bob, circle)
    browser = signed_in(bob)
    form = next(one for one in forms(browser) if one["source"] == "campaigns")

    browser.post(PAGE, form)

    assert not Consent.objects.filter(taken_back_at=None).exists()
    act = Act.objects.get(verb="consent-taken-back")
    assert not any(model.objects.exists() for model in (Notice, Letter))
    monkeypatch.undo()
    follow(NOON + timedelta(days=1))
    assert [(one.member, one.act_id) for one in Notice.objects.all()] == [(alice, act.pk)]
    inbox = signed_in(alice).get(reverse("inbox")).content.decode()
    assert "Somebody took back that Friends may write to them" in inbox


def _nobody_there(*_args: object) -> None:
    raise AssertionError("Somebody was waited for.")


def test_what_fails_takes_nothing_back(
    alice: Member, bob: Member, circle: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One transaction: half a withdrawal is none."""
    signed(alice, bob, circle)
    form = forms(signed_in(bob))[0]
    monkeypatch.setattr("dugnad.campaigns.actions.consents.forget_needless", _nobody_there)
    with pytest.raises(AssertionError):
        signed_in(bob).post(PAGE, form)
    assert Signature.objects.get().state == "confirmed"
    assert Consent.objects.filter(taken_back_at=None).exists()


def test_all_of_one_kind_at_once(alice: Member, bob: Member, circle: Circle) -> None:
    written_to(alice, bob, circle)
    sealed(alice, bob, circle)
    signed_in(bob).post(PAGE, {"source": "told", "do": "all"})
    assert [one.split()[0] for one in left(bob)] == ["sealed"]
