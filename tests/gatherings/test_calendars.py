"""What calendar programs get, read back with a parser."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from dugnad.circles.actions.membership import leave
from dugnad.circles.models import Circle
from dugnad.gatherings.actions.calling import Words
from dugnad.gatherings.actions.changing import change
from dugnad.gatherings.actions.feeds import open_feed
from dugnad.gatherings.actions.moving import cancel, cancel_day, move
from dugnad.gatherings.enums import Every, Sight, Word
from dugnad.gatherings.models import Feed, Gathering
from dugnad.gatherings.recurrence import Stretch
from dugnad.kit.clock import now
from dugnad.people.models import Member
from tests.cast import NOON, again, make_circle, signed_in
from tests.gatherings.making import comes, day, gathered, tomorrow

FEED_QUERIES = {"mine": 6, "circle": 6}


def read(client: Client, address: str) -> tuple[Calendar, list[Any]]:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    raw = response.content
    lines = raw.split(b"\r\n")
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, lines)) <= 75, "lines are folded"
    assert b"\n" not in b"".join(lines), "and end as RFC 5545 has it"
    calendar = Calendar.from_ical(raw)
    return calendar, list(calendar.walk("VEVENT"))


def file_of(member: Member | None, gathering: Gathering) -> tuple[Calendar, list[Any]]:
    client = signed_in(again(member)) if member else Client()
    return read(client, reverse("gathering_ics", args=[gathering.pk]))


def feed_of(member: Member, circle: Circle | None = None) -> str:
    _feed, token = open_feed(by=again(member), circle=circle)
    return reverse("calendar", args=[token])


def test_the_file_of_one_gathering(circle: Circle, alice: Member) -> None:
    made = gathered(alice, circle, title="Letters; pens, “paper”\\ and more " * 3, text="First line\nSecond, line")
    calendar, (event,) = file_of(alice, made)
    assert calendar["METHOD"] == "PUBLISH"
    assert str(event["SUMMARY"]) == made.title
    assert str(event["DESCRIPTION"]).startswith("First line\nSecond, line\n\nhttp")
    assert event["DTSTART"].dt == datetime(2026, 11, 26, 17, tzinfo=UTC)
    assert event["DTEND"].dt == datetime(2026, 11, 26, 19, tzinfo=UTC)
    assert (event["SEQUENCE"], event["STATUS"]) == (0, "CONFIRMED")
    assert calendar.walk("VTIMEZONE") == []


def test_a_change_is_newer_and_a_cancellation_is_one(circle: Circle, alice: Member) -> None:
    made = gathered(alice, circle)
    _calendar, (first,) = file_of(alice, made)
    change(by=again(alice), gathering=made, words=Words("Letters at seven"), at=NOON + timedelta(hours=1))
    later = Stretch(datetime(2026, 11, 27, 18, tzinfo=UTC), datetime(2026, 11, 27, 19, tzinfo=UTC))
    move(by=again(alice), occasion=day(made), to=later, word="Rain", at=NOON + timedelta(hours=2))
    _calendar, (second,) = file_of(alice, made)
    cancel(by=again(alice), gathering=Gathering.objects.get(), word="Storm", at=NOON + timedelta(hours=3))
    calendar, (third,) = file_of(alice, made)
    assert first["UID"] == second["UID"] == third["UID"]
    assert [event["SEQUENCE"] for event in (first, second, third)] == [0, 2, 3]
    assert first["LAST-MODIFIED"].dt < second["LAST-MODIFIED"].dt < third["LAST-MODIFIED"].dt
    assert second["DTSTART"].dt == later.starts_at
    assert "RECURRENCE-ID" not in second
    assert (calendar["METHOD"], third["STATUS"]) == ("CANCEL", "CANCELLED")
    assert str(third["DESCRIPTION"]).startswith("Storm")


def test_what_happens_again_and_again(circle: Circle, alice: Member) -> None:
    """Every week over a change of the clocks; the second day moved, the third cancelled."""
    made = gathered(alice, circle, first=date(2027, 3, 18), every=Every.WEEK, times=4, venue="Hall")
    to = Stretch(datetime(2027, 3, 26, 18, tzinfo=UTC), datetime(2027, 3, 26, 20, tzinfo=UTC))
    move(by=again(alice), occasion=day(made, 1), to=to, venue="Park", at=NOON)
    cancel_day(by=again(alice), occasion=day(made, 2), at=NOON)
    calendar, events = file_of(alice, made)
    whole, moved, cancelled = events
    assert {str(event["UID"]) for event in events} == {str(whole["UID"])}
    assert whole["RRULE"].to_ical() == b"FREQ=WEEKLY;COUNT=4"
    assert f"{whole['DTSTART'].dt:%Y-%m-%d %H:%M}" == "2027-03-18 18:00"
    assert whole["DTSTART"].params["TZID"] == "Europe/Stockholm"
    assert str(whole["STATUS"]) == "CONFIRMED"
    assert moved["RECURRENCE-ID"].dt.astimezone(UTC) == datetime(2027, 3, 25, 17, tzinfo=UTC)
    assert moved["DTSTART"].dt.astimezone(UTC) == to.starts_at
    assert str(moved["LOCATION"]) == "Park"
    assert cancelled["RECURRENCE-ID"].dt.astimezone(UTC) == datetime(2027, 4, 1, 16, tzinfo=UTC)
    assert str(cancelled["STATUS"]) == "CANCELLED"
    assert {event["SEQUENCE"] for event in events} == {2}
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Stockholm"
    assert {part.name for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}


def test_the_first_day_moved_does_not_move_the_others(circle: Circle, alice: Member) -> None:
    made = gathered(alice, circle, every=Every.WEEK, times=2)
    later = Stretch(datetime(2026, 11, 27, 18, tzinfo=UTC), datetime(2026, 11, 27, 21, tzinfo=UTC))
    move(by=again(alice), occasion=day(made), to=later, at=NOON)
    _calendar, (whole, moved) = file_of(alice, made)
    assert whole["DTSTART"].dt.astimezone(UTC) == datetime(2026, 11, 26, 17, tzinfo=UTC)
    assert whole["DTEND"].dt.astimezone(UTC) == datetime(2026, 11, 26, 19, tzinfo=UTC)
    assert moved["RECURRENCE-ID"].dt.astimezone(UTC) == datetime(2026, 11, 26, 17, tzinfo=UTC)


def test_where_exactly_stands_only_in_the_calendar_of_those_who_come(
    circle: Circle, alice: Member, bob: Member
) -> None:
    made = gathered(alice, circle, venue="Main street 4", link="https://meet.example/x", hides_where=True)
    address = feed_of(bob, circle)
    assert b"Main street" not in Client().get(address).content
    assert b"Main street" not in signed_in(bob).get(reverse("gathering_ics", args=[made.pk])).content
    comes(bob, made)
    _calendar, (event,) = read(Client(), address)
    assert str(event["LOCATION"]) == "Main street 4, https://meet.example/x"
    comes(bob, made, word=Word.MAYBE)
    assert b"Main street" not in Client().get(address).content
    assert b"Main street" not in Client().get(feed_of(bob)).content


def test_what_i_come_to(circle: Circle, alice: Member, bob: Member) -> None:
    weekly, once = gathered(alice, circle, every=Every.WEEK, times=3), gathered(alice, circle, title="Once")
    gathered(alice, circle, title="Not mine")
    comes(bob, weekly, number=1)
    comes(bob, once, word=Word.MAYBE)
    address = feed_of(bob)
    _calendar, events = read(Client(), address)
    assert [(str(event["SUMMARY"]), str(event["STATUS"])) for event in events] == [
        ("Once", "TENTATIVE"), ("Letters at six", "CONFIRMED"),
    ]  # fmt: skip
    assert all("RRULE" not in event for event in events)
    uids = [str(event["UID"]) for event in events]
    cancel_day(by=again(alice), occasion=day(weekly, 1), at=NOON)
    _calendar, events = read(Client(), address)
    assert [str(event["UID"]) for event in events] == uids
    assert str(events[1]["STATUS"]) == "CANCELLED"


def test_an_ended_address_is_not_there(circle: Circle, bob: Member) -> None:
    address = feed_of(bob, circle)
    assert Client().get(address).status_code == 200
    feed = Feed.objects.get()
    assert address.split("/")[-1].removesuffix(".ics") not in feed.hashed
    assert signed_in(bob).post(reverse("calendar_end", args=[feed.pk])).status_code == 302
    assert Client().get(address).status_code == 404
    assert Client().get(reverse("calendar", args=["guessed"])).status_code == 404


def test_somebody_elses_address_cannot_be_ended(circle: Circle, alice: Member, bob: Member) -> None:
    feed_of(bob, circle)
    assert signed_in(alice).post(reverse("calendar_end", args=[Feed.objects.get().pk])).status_code == 404
    assert Feed.objects.count() == 1


def test_a_feed_shows_what_its_owner_may_see_and_no_more(circle: Circle, alice: Member, bob: Member) -> None:
    gathered(alice, circle)
    gathered(alice, circle, title="In the park", sight=Sight.EVERYONE)
    address = feed_of(bob, circle)
    assert len(read(Client(), address)[1]) == 2
    leave(by=again(bob), circle=circle)
    _calendar, events = read(Client(), address)
    assert [str(event["SUMMARY"]) for event in events] == ["In the park"]
    Member.objects.filter(pk=bob.pk).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_strangers_take_a_public_one_with_them(circle: Circle, alice: Member) -> None:
    public, inner = gathered(alice, circle, title="In the park", sight=Sight.EVERYONE), gathered(alice, circle)
    _calendar, (event,) = file_of(None, public)
    assert "alice" not in event.to_ical().decode()
    assert circle.name not in event.to_ical().decode()
    assert Client().get(reverse("gathering_ics", args=[inner.pk])).status_code == 302


def test_the_address_is_shown_once(circle: Circle, bob: Member, charlie: Member) -> None:
    client, address = signed_in(bob), reverse("calendar_feeds")
    assert client.post(address, {"circle": circle.pk}).status_code == 302
    shown = client.get(address).content.decode()
    token = shown.partition("/calendar/")[2].partition(".ics")[0]
    assert Client().get(reverse("calendar", args=[token])).status_code == 200
    assert signed_in(bob).get(address).content.decode().count(token) == 0
    assert signed_in(charlie).post(address, {"circle": circle.pk}).status_code == 422
    assert Feed.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_a_feed_costs_the_same_for_one_and_three(
    circle: Circle, alice: Member, bob: Member, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        made = tomorrow(alice, circle, title=f"Evening {number}", every=Every.WEEK, times=rows, hides_where=True)
        comes(bob, made, at=now())
    mine, whole = feed_of(bob), feed_of(bob, circle)
    with django_assert_num_queries(FEED_QUERIES["mine"]):
        assert len(read(Client(), mine)[1]) == rows
    with django_assert_num_queries(FEED_QUERIES["circle"]):
        assert len(read(Client(), whole)[1]) == rows


def test_another_circles_gatherings_are_not_in_it(circle: Circle, alice: Member, bob: Member) -> None:
    gathered(alice, make_circle(alice, bob, name="Lund"), title="In Lund")
    assert read(Client(), feed_of(bob, circle))[1] == []
