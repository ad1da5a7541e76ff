from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.test import Client
from django.urls import reverse

from dugnad.circles.models import Circle
from dugnad.gatherings import programme
from dugnad.gatherings.actions.coming import check_in
from dugnad.gatherings.actions.day import prepare, tell
from dugnad.gatherings.doorcode import code_for
from dugnad.gatherings.enums import Sight
from dugnad.gatherings.models import Gathering
from dugnad.kit.clock import now
from dugnad.people.models import Member
from tests.cast import again, signed_in
from tests.gatherings.making import comes, day, going_on

NUMBER = "070 123 45 67"


def the_day(client: Client, made: Gathering) -> str:
    return client.get(reverse("gathering_day", args=[made.pk])).content.decode()


def test_what_happens_now_whom_to_call_and_what_changed(circle: Circle, alice: Member, bob: Member) -> None:
    made = going_on(alice, circle)
    hers, his = signed_in(alice), signed_in(bob)
    desk = reverse("gathering_desk", args=[made.pk])
    facts = {"programme": "00:00 Doors open\nBring a pen", "numbers": f"Karin {NUMBER}", "on": 0}
    assert his.post(desk, facts).status_code == 409
    assert hers.post(desk, facts).status_code == 302
    tells = reverse("gathering_tell", args=[made.pk])
    assert his.post(tells, {"text": "The back door", "form_key": "k" * 16}).status_code == 409
    assert hers.post(tells, {"text": "", "form_key": "k" * 16}).status_code == 422
    assert hers.post(tells, {"text": "The back door", "form_key": "k" * 16}).status_code == 302
    text = the_day(his, made)
    assert "Doors open" in text
    assert "The back door" in text
    assert NUMBER not in text
    comes(bob, made, at=now())
    assert NUMBER in the_day(his, made)


def test_numbers_are_for_those_who_come_to_what_is_public(circle: Circle, alice: Member, charlie: Member) -> None:
    made = going_on(alice, circle, sight=Sight.EVERYONE, title="In the park", venue="Fountain", hides_where=True)
    prepare(by=again(alice), occasion=day(made), programme="", numbers=f"Karin {NUMBER}")
    tell(by=again(alice), occasion=day(made), text="Bring water", form_key="k" * 16)
    strangers = the_day(Client(), made)
    assert "Bring water" in strangers
    assert NUMBER not in strangers
    assert "Fountain" not in strangers
    assert NUMBER not in the_day(signed_in(charlie), made)
    comes(charlie, made, at=now())
    assert NUMBER in the_day(signed_in(charlie), made)
    assert "Fountain" in the_day(signed_in(charlie), made)


def test_it_is_kept_until_a_day_after(circle: Circle, alice: Member, charlie: Member) -> None:
    made, client = going_on(alice, circle), signed_in(alice)
    address = reverse("gathering_day", args=[made.pk])
    answer = client.get(address)
    until = datetime.fromisoformat(answer["X-Kept-Until"])
    assert until == day(made).ends_at + timedelta(hours=24)
    assert answer["Cache-Control"] == "no-store"
    assert "gatherings/day" in answer.content.decode()
    made.occasions.update(starts_at=now() - timedelta(hours=30), ends_at=now() - timedelta(hours=25))
    answer = client.get(address)
    assert "X-Kept-Until" not in answer
    assert "gatherings/day." not in answer.content.decode()
    assert signed_in(charlie).get(address).status_code == 404


def test_the_page_is_small(circle: Circle, alice: Member) -> None:
    made = going_on(alice, circle)
    assert len(the_day(signed_in(alice), made).encode()) < 12_000


def test_lines_of_a_programme() -> None:
    begins = datetime(2026, 11, 26, 17, tzinfo=UTC)
    text = "18:00 Doors open\n  18.30 – Letters\nbring a pen\n\n23:30: Last bus\n0:15 Lights out\n25:00 nothing"
    lines = programme.read(text, begins, begins + timedelta(hours=2), "Europe/Stockholm")
    assert [(f"{one.at:%d %H:%M}" if one.at else "", one.text) for one in lines] == [
        ("26 18:00", "Doors open"), ("26 18:30", "Letters"), ("", "bring a pen"), ("26 23:30", "Last bus"),
        ("27 00:15", "Lights out"), ("", "25:00 nothing"),
    ]  # fmt: skip
    assert [one.text for one in lines if one.is_now(datetime(2026, 11, 26, 18, tzinfo=UTC))] == ["Letters"]


def test_numbers_can_be_dialled() -> None:
    text = "Karin, first aid +46 70-123 45 67\n\nThe hall, room 12\n112"
    assert programme.dials(text) == [
        ("Karin, first aid +46 70-123 45 67", "+46701234567"), ("The hall, room 12", ""), ("112", "112"),
    ]  # fmt: skip


def test_after_the_end_one_was_there(circle: Circle, alice: Member, bob: Member) -> None:
    made = going_on(alice, circle)
    comes(bob, made, at=now())
    check_in(by=again(bob), occasion=day(made), code=code_for(day(made).pk))
    assert "You are here." in the_day(signed_in(bob), made)
    made.occasions.update(ends_at=now() - timedelta(minutes=1))
    assert "You were there." in the_day(signed_in(bob), made)
