"""Leaving for good, by the pages and by the worker."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from dugnad.asks.models import Answer, Ask
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.fulltext.models import Entry
from dugnad.kit.refusal import Refused
from dugnad.leaving import working
from dugnad.leaving.actions import archives
from dugnad.leaving.actions.departing import depart, stay
from dugnad.leaving.actions.erasing import due, erase
from dugnad.leaving.enums import SECOND_THOUGHTS, When
from dugnad.leaving.models import Departure
from dugnad.leaving.queries.files import path_of
from dugnad.ledger.audit import problems
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.asks.making import make_answer, make_ask
from tests.cast import PASSPHRASE, again, signed_in

FOR_GOOD = "/me/leaving/for-good/"


def gone(member: Member, *granted: str) -> None:
    at = now()
    depart(by=again(member), when=When.NOW, granted=granted, at=at)
    assert erase(member.pk, at=at)
    assert not Member.objects.filter(pk=member.pk).exists()


def test_in_a_week_unless_they_think_again(bob: Member) -> None:
    browser = signed_in(bob)
    assert browser.post(FOR_GOOD, {"when": "week", "sure": "on"}).status_code == 302
    assert due(now()) == []
    assert due(now() + SECOND_THOUGHTS) == [bob.pk]
    assert "change your mind" in browser.get("/me/leaving/").content.decode()
    browser.post("/me/leaving/stay/")
    assert not Departure.objects.exists()
    assert working.work() == 0
    assert Member.objects.get(pk=bob.pk).is_active


def test_now_is_now(bob: Member) -> None:
    """From the moment it is said nobody meets them and no session of theirs works; the worker does the rest."""
    here, elsewhere = signed_in(bob), signed_in(bob)
    said = here.post(FOR_GOOD, {"when": "now", "sure": "on"}, follow=True)
    assert "You have left" in said.content.decode()
    assert elsewhere.get("/me/").status_code == 302
    assert here.get("/me/").status_code == 302
    assert not Member.objects.get(pk=bob.pk).is_active
    assert working.work() == 1
    assert not Member.objects.filter(pk=bob.pk).exists()
    assert not Session.objects.exists()


def test_nobody_signs_in_as_somebody_who_left(bob: Member) -> None:
    bob.set_password(PASSPHRASE)
    bob.save()
    gone(bob)
    tried = Client().post("/account/login/", {"login": "bob", "password": PASSPHRASE})
    assert tried.status_code == 200
    assert "_auth_user_id" not in tried.client.session


def test_without_being_sure_nothing_happens(bob: Member) -> None:
    assert signed_in(bob).post(FOR_GOOD, {"when": "now"}).status_code == 422
    assert not Departure.objects.exists()


def test_a_passphrase_is_asked_for_first(bob: Member) -> None:
    bob.set_password(PASSPHRASE)
    bob.save()
    browser = signed_in(bob)
    told = browser.post(FOR_GOOD, {"when": "now", "sure": "on"})
    assert "reauthenticate" in told.headers["Location"]
    assert not Departure.objects.exists()
    browser.post(told.headers["Location"], {"password": PASSPHRASE})
    assert Departure.objects.filter(member=bob).exists()


def test_two_workers_erase_once_and_a_change_of_mind_counts_until_it_begins(bob: Member) -> None:
    at = now()
    depart(by=bob, when=When.WEEK, at=at)
    assert not erase(bob.pk, at=at), "not before its day"
    stay(by=bob, at=at)
    assert not erase(bob.pk, at=at + SECOND_THOUGHTS)
    depart(by=bob, when=When.WEEK, at=at)
    late = at + SECOND_THOUGHTS
    with pytest.raises(Refused):
        stay(by=bob, at=late)
    assert erase(bob.pk, at=late)
    assert not erase(bob.pk, at=late)


def test_a_worker_that_died_is_followed_by_another(bob: Member) -> None:
    at = now()
    depart(by=bob, when=When.NOW, at=at)
    Departure.objects.update(begun_at=at)
    assert due(at + timedelta(minutes=5)) == []
    assert due(at + timedelta(minutes=10)) == [bob.pk]


def test_the_last_operator_stays_until_there_is_another(alice: Member) -> None:
    Member.objects.filter(pk=alice.pk).update(is_operator=True)
    with pytest.raises(Refused):
        depart(by=again(alice), when=When.NOW)


def test_an_ask_that_others_answered_keeps_its_place_without_its_words(
    circle: Circle, alice: Member, bob: Member
) -> None:
    answered, lone = make_ask(bob, circle, title="Alpha"), make_ask(bob, circle, title="Beta")
    make_answer(alice, answered, text="A room.")
    make_answer(bob, make_ask(alice, circle, title="Gamma"), text="Delta")
    gone(bob)
    assert not Ask.objects.filter(pk=lone.pk).exists()
    left = Ask.objects.get(pk=answered.pk)
    assert (left.author, left.text, left.shown_as) == (None, "", "somebody who has left")
    assert left.title == "Taken back by somebody who has left"
    assert [one.text for one in Answer.objects.all()] == ["A room."]
    assert Ask.objects.get(title="Gamma").answer_count == 0
    assert not Entry.objects.filter(object_id__in=[lone.pk, answered.pk]).exists()


def test_answers_stay_without_a_name_if_they_say_so(circle: Circle, alice: Member, bob: Member) -> None:
    ask = make_ask(alice, circle)
    make_answer(bob, ask, text="We have a room.")
    gone(bob, "answers")
    left = Answer.objects.get()
    assert (left.text, left.author, left.shown_as) == ("We have a room.", None, "somebody who has left")
    assert Ask.objects.get(pk=ask.pk).answer_count == 1
    page = signed_in(alice).get(f"/asks/{ask.pk}/").content.decode()
    assert "somebody who has left" in page
    assert "We have a room." in page
    assert "bob" not in page


def test_the_circle_still_reads_well(circle: Circle, alice: Member, bob: Member) -> None:
    ask = make_ask(bob, circle, title="Alpha")
    make_answer(alice, ask)
    gone(bob)
    browser = signed_in(alice)
    for path in (f"/circles/{circle.pk}/", f"/asks/{ask.pk}/", "/", f"/circles/{circle.pk}/tend/", "/told/"):
        answer = browser.get(path, follow=True)
        assert answer.status_code in {200, 404}, path
        assert b"bob" not in answer.content, path


def test_the_ledger_keeps_its_shape(circle: Circle, alice: Member, bob: Member) -> None:
    make_answer(bob, make_ask(alice, circle))
    before = list(Act.objects.order_by("pk").values())
    gone(bob)
    assert list(Act.objects.filter(pk__lte=before[-1]["id"]).order_by("pk").values()) == before
    last = Act.objects.latest("pk")
    assert (last.verb, last.actor, last.object_id) == ("left-for-good", bob.person_key, bob.person_key)
    assert problems() == []


@pytest.mark.django_db(transaction=True)
def test_pictures_and_archives_are_gone_from_the_disk(bob: Member) -> None:
    face = default_storage.save("faces/theirs.webp", ContentFile(b"a face"))
    Member.objects.filter(pk=bob.pk).update(picture=face)
    mine = archives.ask(by=bob, session_key="a")
    archives.make(mine.pk, at=now())
    assert path_of(mine).exists()
    gone(bob)
    assert not default_storage.exists(face)
    assert not path_of(mine).exists()
