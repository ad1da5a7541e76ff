"""Choosing what to be told, and stopping letters from a link in one."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.signing import TimestampSigner
from django.test import Client
from django.urls import reverse

from dugnad.asks.models import Ask
from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.notify.actions.digests import next_digest
from dugnad.notify.actions.wishes import Chosen, choose, stop
from dugnad.notify.addresses import letter_of, stop_url
from dugnad.notify.enums import Rhythm, Sort, Weekday, Wish
from dugnad.notify.models import CircleWish, Letter, Wishes
from dugnad.people.models import Member
from tests.asks.making import SOON, make_answer, make_ask
from tests.cast import NOON, again, signed_in
from tests.notify.making import follow, with_address

PAGE = "/me/told/"
ANSWERS = {"mail": "on", "rhythm": "weekly", "weekday": "2", "hour": "7"}


@pytest.fixture
def letter(alice: Member, bob: Member, circle: Circle) -> Letter:
    make_answer(alice, make_ask(with_address(bob), circle))
    follow(SOON)
    return Letter.objects.get()


def path(letter: Letter) -> str:
    return "/" + stop_url(letter).split("/", 3)[3]


def test_it_is_kept(bob: Member, circle: Circle) -> None:
    client = signed_in(with_address(bob))
    assert "Skåne" in client.get(PAGE).content.decode()
    assert client.post(PAGE, {**ANSWERS, "circle-0": "at-once"})["Location"] == PAGE
    wishes = Wishes.objects.get(member=bob)
    assert (wishes.mail, wishes.rhythm, wishes.weekday, wishes.hour) == (True, "weekly", 2, 7)
    assert wishes.next_digest_at is not None
    assert CircleWish.objects.get().wish == Wish.AT_ONCE
    assert re.search(r'value="at-once"[^>]* checked', client.get(PAGE).content.decode())
    client.post(PAGE, {"rhythm": "never", "weekday": "2", "hour": "7", "circle-0": "digest"})
    wishes = Wishes.objects.get(member=bob)
    assert (wishes.mail, wishes.next_digest_at) == (False, None)
    assert not CircleWish.objects.exists()


def test_what_cannot_be_kept_comes_back(bob: Member, circle: Circle) -> None:
    client = signed_in(bob)
    answer = client.post(PAGE, {**ANSWERS, "hour": "25", "circle-0": "often"})
    assert answer.status_code == 422
    assert not Wishes.objects.exists()


def test_nobody_chooses_for_a_circle_they_are_not_in(charlie: Member, circle: Circle) -> None:
    chosen = Chosen(True, Rhythm.DAILY, Weekday.MONDAY, 7, {circle.pk: Wish.AT_ONCE})
    with pytest.raises(Refused):
        choose(by=charlie, chosen=chosen, at=NOON)
    assert "Skåne" not in signed_in(charlie).get(PAGE).content.decode()


def test_without_an_address_it_says_so_kindly(bob: Member) -> None:
    assert "That is a good way, too." in signed_in(bob).get(PAGE).content.decode()
    assert "That is a good way, too." not in signed_in(with_address(bob)).get(PAGE).content.decode()


def test_an_address_that_came_back_is_told_of_and_can_be_tried_again(bob: Member) -> None:
    Wishes.objects.create(member=with_address(bob), refused="bob@example.org", refused_at=NOON)
    client = signed_in(bob)
    assert "Letters to bob@example.org come back." in client.get(PAGE).content.decode()
    assert client.post(reverse("me_told_again"))["Location"] == PAGE
    assert "come back." not in client.get(PAGE).content.decode()
    assert client.post(reverse("me_told_again")).status_code == 409


def test_another_address_is_another_matter(bob: Member) -> None:
    Wishes.objects.create(member=with_address(bob), refused="old@example.org", refused_at=NOON)
    assert "come back." not in signed_in(bob).get(PAGE).content.decode()


def test_seeing_the_link_changes_nothing_and_posting_stops(letter: Letter, circle: Circle) -> None:
    stranger = Client(enforce_csrf_checks=True)
    page = stranger.get(path(letter)).content.decode()
    assert "Stop letters like this one?" in page
    assert not CircleWish.objects.exists()
    answer = stranger.post(path(letter), {"List-Unsubscribe": "One-Click"})  # as mail programs do
    assert answer.status_code == 200
    wish = CircleWish.objects.get()
    assert (wish.member, wish.circle, wish.wish) == (letter.member, circle, Wish.NOTHING)
    assert stranger.post(path(letter)).status_code == 200  # twice is once
    assert CircleWish.objects.count() == 1
    assert not Wishes.objects.exists()


def test_the_link_says_no_names_and_opens_nothing(letter: Letter) -> None:
    stranger = Client()
    told = stranger.get(path(letter)).content.decode() + stranger.post(path(letter)).content.decode()
    for secret in ("Skåne", "bob", "alice", "bob@example.org", Ask.objects.get().title):
        assert secret not in told
    assert "sessionid" not in stranger.cookies
    assert stranger.get(reverse("inbox"))["Location"].startswith(reverse("account_login"))
    assert letter.member_id not in path(letter)


def test_a_digest_is_stopped_by_its_own_link(bob: Member) -> None:
    digest = Letter.objects.create(member=with_address(bob), sort=Sort.DIGEST, until=NOON)
    stop(letter=digest, at=NOON)
    wishes = Wishes.objects.get(member=bob)
    assert (wishes.rhythm, wishes.mail, wishes.next_digest_at) == (Rhythm.NEVER, True, None)
    assert not CircleWish.objects.exists()


def test_links_end_and_cannot_be_made_up(letter: Letter) -> None:
    token = path(letter).split("/")[3]
    assert letter_of(token) == letter
    assert letter_of(token[:-1] + ("a" if token[-1] != "a" else "b")) is None
    assert letter_of(letter.pk) is None
    assert letter_of(TimestampSigner(salt="dugnad.notify.reply", sep=".").sign(letter.pk)) is None  # another purpose
    letter.delete()
    assert letter_of(token) is None
    assert Client().get(f"/letters/stop/{token}/").status_code == 404
    assert Client().post(f"/letters/stop/{token}/").status_code == 404


@pytest.mark.parametrize(
    ("rhythm", "hour", "after", "due"),
    [
        (Rhythm.DAILY, 17, datetime(2026, 11, 20, 12, tzinfo=UTC), datetime(2026, 11, 20, 16, tzinfo=UTC)),
        (Rhythm.DAILY, 17, datetime(2026, 11, 20, 16, tzinfo=UTC), datetime(2026, 11, 21, 16, tzinfo=UTC)),
        (Rhythm.WEEKLY, 17, datetime(2026, 11, 20, 12, tzinfo=UTC), datetime(2026, 11, 22, 16, tzinfo=UTC)),
        # The clocks go back in the night to 25 October 2026, and forward in that to 28 March 2027.
        (Rhythm.DAILY, 17, datetime(2026, 10, 24, 16, tzinfo=UTC), datetime(2026, 10, 25, 16, tzinfo=UTC)),
        (Rhythm.DAILY, 2, datetime(2027, 3, 27, 12, tzinfo=UTC), datetime(2027, 3, 28, 1, tzinfo=UTC)),
    ],
)
def test_when_the_next_digest_is(bob: Member, rhythm: Rhythm, hour: int, after: datetime, due: datetime) -> None:
    bob.time_zone = "Europe/Stockholm"
    assert next_digest(Wishes(member=again(bob), rhythm=rhythm, hour=hour), after) == due
    assert due - after <= timedelta(days=7)


def test_strangers_choose_nothing() -> None:
    assert Client().get(PAGE)["Location"].startswith(reverse("account_login"))
    assert Client().post(reverse("me_told_again"))["Location"].startswith(reverse("account_login"))
