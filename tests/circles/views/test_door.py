from __future__ import annotations

import pytest
from django.test import Client

from dugnad.circles.actions.application import apply
from dugnad.circles.actions.circle import change
from dugnad.circles.actions.membership import leave
from dugnad.circles.actions.vouch import vouch
from dugnad.circles.enums import Openness, Progress, Standing
from dugnad.circles.models import Application, Circle, Membership
from dugnad.people.models import Member
from tests.cast import NOON, make_circle, signed_in


@pytest.fixture
def open_circle(alice: Member) -> Circle:
    return make_circle(alice, openness=Openness.OPEN, norms="Be kind.")


@pytest.mark.parametrize("page", ["join", "apply", "leave", "return"])
def test_a_stranger_is_led_to_the_door(client: Client, circle: Circle, page: str) -> None:
    path = f"/circles/{circle.pk}/{page}/"
    assert client.get(path).headers["Location"] == f"/account/login/?next={path}"


def test_joining_an_open_circle_takes_the_norms_and_one_tap(open_circle: Circle, charlie: Member) -> None:
    client = signed_in(charlie)
    page = client.get(f"/circles/{open_circle.pk}/join/")
    assert "Be kind." in page.content.decode()
    assert not Membership.objects.filter(member=charlie).exists()
    answer = client.post(f"/circles/{open_circle.pk}/join/", {"norms": "1"})
    assert answer.headers["Location"] == f"/circles/{open_circle.pk}/"
    assert Membership.objects.get(member=charlie).standing == Standing.ACTIVE
    assert client.get(f"/circles/{open_circle.pk}/join/").headers["Location"] == f"/circles/{open_circle.pk}/"


def test_norms_that_changed_meanwhile_are_shown_again(open_circle: Circle, alice: Member, charlie: Member) -> None:
    client = signed_in(charlie)
    change(by=alice, circle=open_circle, basis=open_circle.act_id, norms="Be kinder.")
    answer = client.post(f"/circles/{open_circle.pk}/join/", {"norms": "1"})
    assert answer.status_code == 422
    assert "changed while you read" in answer.content.decode()
    assert "Be kinder." in answer.content.decode()
    assert '<input type="hidden" name="norms" value="2" id="id_norms">' in answer.content.decode()
    client.post(f"/circles/{open_circle.pk}/join/", {"norms": "2"})
    assert Membership.objects.get(member=charlie).norms_accepted == 2


def test_a_closed_door_says_so(circle: Circle, charlie: Member) -> None:
    client = signed_in(charlie)
    assert "How to come in" in client.get(f"/circles/{circle.pk}/join/").content.decode()
    answer = client.post(f"/circles/{circle.pk}/join/", {"norms": "1"})
    assert answer.status_code == 422
    assert "entered by invitation" in answer.content.decode()
    assert not Membership.objects.filter(member=charlie).exists()


def test_enough_words_lead_in(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    for by in (alice, bob):
        vouch(by=by, circle=circle, for_member=charlie)
    signed_in(charlie).post(f"/circles/{circle.pk}/join/", {"norms": "1"})
    assert Membership.objects.get(member=charlie).standing == Standing.ACTIVE


def test_applying_answers_the_circles_questions(circle: Circle, charlie: Member) -> None:
    Circle.objects.update(questions=["Why here?", "Who knows you?"])
    client = signed_in(charlie)
    assert "Who knows you?" in client.get(f"/circles/{circle.pk}/apply/").content.decode()
    short = client.post(f"/circles/{circle.pk}/apply/", {"norms": "1", "answer0": "To help."})
    assert short.status_code == 422
    assert "To help." in short.content.decode()
    answer = client.post(f"/circles/{circle.pk}/apply/", {"norms": "1", "answer0": "To help.", "answer1": "Bob."})
    assert answer.headers["Location"] == f"/circles/{circle.pk}/"
    assert Application.objects.get().answers == [["Why here?", "To help."], ["Who knows you?", "Bob."]]
    assert "You have asked to come in" in client.get(f"/circles/{circle.pk}/").content.decode()


def test_whoever_cannot_apply_is_led_to_the_circle(circle: Circle, bob: Member, charlie: Member) -> None:
    Circle.objects.update(takes_applications=False)
    for member in (bob, charlie):
        answer = signed_in(member).post(f"/circles/{circle.pk}/apply/", {"norms": "1"})
        assert answer.headers["Location"] == f"/circles/{circle.pk}/"
    assert not Application.objects.exists()


def test_a_wish_is_taken_back(circle: Circle, bob: Member, charlie: Member) -> None:
    application = apply(by=charlie, circle=circle, norms=1)
    path = f"/applications/{application.pk}/withdraw/"
    assert signed_in(bob).post(path).status_code == 404
    assert signed_in(charlie).get(path).status_code == 405
    assert signed_in(charlie).post(path).headers["Location"] == f"/circles/{circle.pk}/"
    assert Application.objects.get().progress == Progress.WITHDRAWN
    assert signed_in(charlie).post(path).status_code == 404


def test_a_wish_taken_back_from_a_circle_one_no_longer_sees(circle: Circle, charlie: Member) -> None:
    application = apply(by=charlie, circle=circle, norms=1)
    Circle.objects.update(openness=Openness.HIDDEN)
    answer = signed_in(charlie).post(f"/applications/{application.pk}/withdraw/")
    assert answer.headers["Location"] == "/circles/"


def test_leaving_says_what_it_means(circle: Circle, bob: Member) -> None:
    client = signed_in(bob)
    assert "What you wrote stays" in client.get(f"/circles/{circle.pk}/leave/").content.decode()
    assert Membership.objects.get(member=bob).standing == Standing.ACTIVE
    assert client.post(f"/circles/{circle.pk}/leave/").headers["Location"] == "/circles/"
    assert Membership.objects.get(member=bob).standing == Standing.LEFT
    assert client.post(f"/circles/{circle.pk}/leave/").status_code == 404


def test_the_only_steward_is_told_what_to_do_first(circle: Circle, alice: Member) -> None:
    answer = signed_in(alice).post(f"/circles/{circle.pk}/leave/")
    assert answer.status_code == 422
    assert "You are the only steward here" in answer.content.decode()
    assert Membership.objects.get(member=alice).standing == Standing.ACTIVE


def test_coming_back_is_for_those_who_left_lately(circle: Circle, bob: Member, charlie: Member) -> None:
    assert signed_in(charlie).post(f"/circles/{circle.pk}/return/").status_code == 404
    leave(by=bob, circle=circle, at=NOON.replace(year=2025))
    assert signed_in(bob).post(f"/circles/{circle.pk}/return/").status_code == 409
    assert Membership.objects.get(member=bob).standing == Standing.LEFT


def test_coming_back_into_a_hidden_circle_asks_for_norms_that_are_new(alice: Member, bob: Member) -> None:
    circle = make_circle(alice, bob, openness=Openness.HIDDEN)
    client = signed_in(bob)
    client.post(f"/circles/{circle.pk}/leave/")
    change(by=alice, circle=circle, basis=circle.act_id, norms="Be kind.")
    assert client.get(f"/circles/{circle.pk}/").status_code == 404
    assert client.post(f"/circles/{circle.pk}/return/").headers["Location"] == f"/circles/{circle.pk}/"
    assert Membership.objects.get(member=bob).norms_accepted == 1
