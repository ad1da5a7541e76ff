"""What a calendar program shows, stage by stage: read without the library that wrote it.

`shown` does what khal and vdirsyncer do (docs/how-it-works/gatherings.md), `plainly` what calcurse does, which looks
neither at STATUS nor at RECURRENCE-ID.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from django.test import Client
from django.urls import reverse

from dugnad.circles.models import Circle
from dugnad.gatherings.actions.feeds import open_feed
from dugnad.gatherings.actions.moving import cancel, cancel_day, move
from dugnad.gatherings.enums import Every
from dugnad.gatherings.models import Gathering
from dugnad.gatherings.recurrence import Stretch
from dugnad.people.models import Member
from tests.cast import NOON, again, signed_in
from tests.gatherings.making import comes, day, gathered

FRIDAY = Stretch(datetime(2027, 3, 26, 18, tzinfo=UTC), datetime(2027, 3, 26, 20, tzinfo=UTC))
Event = dict[str, str]
Program = dict[tuple[str, datetime], Event]
"""What a program keeps: by UID and RECURRENCE-ID, as RFC 5545 has it (the first moment: of the whole)."""

pytestmark = pytest.mark.django_db


def events(raw: bytes) -> list[Event]:
    """Name and value of each line of each event, unfolded; times in UTC where they are asked for."""
    text = re.sub(r"\r\n[ \t]", "", raw.decode())
    return [
        dict(line.split(":", 1) for line in block.strip().split("\r\n"))
        for block in re.findall(r"BEGIN:VEVENT(.*?)END:VEVENT", text, re.S)
    ]


def moment(event: Event, name: str) -> datetime | None:
    for key, value in event.items():
        if key.split(";")[0] == name:
            zone = ZoneInfo(key.partition("TZID=")[2]) if "TZID=" in key else UTC
            return datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=zone)
    return None


def take_in(program: Program, raw: bytes) -> None:
    """What is newer takes the place of what was there; what is older is left."""
    for event in events(raw):
        key = (event["UID"], (moment(event, "RECURRENCE-ID") or datetime.min.replace(tzinfo=UTC)).astimezone(UTC))
        if key not in program or int(event["SEQUENCE"]) >= int(program[key]["SEQUENCE"]):
            program[key] = event


def days(event: Event) -> list[datetime]:
    begins = moment(event, "DTSTART")
    assert begins
    return list(rrulestr(event["RRULE"], dtstart=begins)) if "RRULE" in event else [begins]


def shown(program: Program) -> list[tuple[str, str]]:
    """When and what, for each day; struck out in brackets."""
    found = []
    for (uid, instead_of), event in program.items():
        for one in days(event):
            if "RRULE" in event and (uid, one.astimezone(UTC)) in program:
                continue
            over = event["STATUS"] == "CANCELLED"
            assert over == event["SUMMARY"].startswith("Cancelled: "), instead_of
            found.append((f"{one.astimezone(UTC):%m-%d %H}", "(off)" if over else "on"))
    return sorted(found)


def file_of(member: Member, made: Gathering) -> bytes:
    return signed_in(again(member)).get(reverse("gathering_ics", args=[made.pk])).content


def feed_of(member: Member, circle: Circle | None = None) -> str:
    return reverse("calendar", args=[open_feed(by=again(member), circle=circle)[1]])


@pytest.mark.parametrize("subscribed", [False, True], ids=["files", "feed"])
def test_a_series_is_moved_in_part_then_cancelled_in_part_then_whole(
    circle: Circle, alice: Member, subscribed: bool
) -> None:
    made = gathered(alice, circle, first=date(2027, 3, 18), every=Every.WEEK, times=4)
    feed, program = feed_of(alice, circle), Program()

    def now_shows() -> list[tuple[str, str]]:
        if subscribed:  # a program that subscribes forgets what it had
            program.clear()
        take_in(program, Client().get(feed).content if subscribed else file_of(alice, made))
        return shown(program)

    summer = [("04-01 16", "on"), ("04-08 16", "on")]
    assert now_shows() == [("03-18 17", "on"), ("03-25 17", "on"), *summer]
    move(by=again(alice), occasion=day(made, 1), to=FRIDAY, at=NOON)
    assert now_shows() == [("03-18 17", "on"), ("03-26 18", "on"), *summer]
    cancel_day(by=again(alice), occasion=day(made, 2), at=NOON)
    assert now_shows() == [("03-18 17", "on"), ("03-26 18", "on"), ("04-01 16", "(off)"), ("04-08 16", "on")]
    cancel(by=again(alice), gathering=Gathering.objects.get(), word="Storm", at=NOON)
    assert now_shows() == [(when, "(off)") for when in ("03-18 17", "03-26 18", "04-01 16", "04-08 16")]


def test_one_that_is_moved_and_cancelled_stays_one(circle: Circle, alice: Member) -> None:
    made, program = gathered(alice, circle), Program()
    first = file_of(alice, made)
    take_in(program, first)
    assert shown(program) == [("11-26 17", "on")]
    move(by=again(alice), occasion=day(made), to=FRIDAY, at=NOON + timedelta(hours=1))
    take_in(program, file_of(alice, made))
    take_in(program, first)  # a file from before changes nothing
    assert shown(program) == [("03-26 18", "on")]
    cancel(by=again(alice), gathering=Gathering.objects.get(), word="Storm", at=NOON + timedelta(hours=2))
    take_in(program, file_of(alice, made))
    assert shown(program) == [("03-26 18", "(off)")]


def test_what_i_come_to_is_right_in_a_program_that_knows_only_titles_and_times(circle: Circle, alice: Member) -> None:
    made = gathered(alice, circle, first=date(2027, 3, 18), every=Every.WEEK, times=3)
    for number in range(3):
        comes(alice, made, number=number)
    move(by=again(alice), occasion=day(made, 1), to=FRIDAY, at=NOON)
    cancel_day(by=again(alice), occasion=day(made, 2), at=NOON)
    plainly = [
        (f"{one.astimezone(UTC):%m-%d %H}", event["SUMMARY"])
        for event in events(Client().get(feed_of(alice)).content)
        for one in days(event)
    ]
    assert plainly == [
        ("03-18 17", "Letters at six"), ("03-26 18", "Letters at six"), ("04-01 16", "Cancelled: Letters at six"),
    ]  # fmt: skip


def test_a_feed_speaks_the_language_of_whom_it_belongs_to(circle: Circle, alice: Member) -> None:
    address = feed_of(alice)
    assert b"X-WR-CALNAME:What I come to" in Client().get(address).content
    Member.objects.filter(pk=alice.pk).update(language="sv")
    swedish = Client().get(address, headers={"Accept-Language": "en"}).content
    assert b"X-WR-CALNAME" in swedish
    assert b"What I come to" not in swedish
