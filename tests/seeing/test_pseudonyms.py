"""A8. Whoever writes under another name in two circles cannot be found to be the same by what the pages carry.

Ten people join two circles each and write under a name of their own in either. Somebody who reads both takes every
page, tag and header apart and looks for anything that one pair of names has in common and no other page has: also
moments, since each came into both circles at a moment of their own. What a
camera writes into pictures is taken out of them: `tests/kit/test_pictures.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timedelta
from itertools import chain

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from dugnad.asks.actions.asking import Speaker
from dugnad.asks.enums import Voice
from dugnad.asks.models import Ask
from dugnad.circles.actions.membership import enter, take_name
from dugnad.circles.models import Circle
from dugnad.people.models import Member, Place
from tests.asks.making import make_answer, make_ask
from tests.cast import NOON, again, make_circle, make_member, signed_in

PIECE = re.compile(r"[\w+/=.:-]{3,}")
ITEM = re.compile(r"<(?:li|article|tr)\b.*?</(?:li|article|tr)>", re.S)
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
SECOND = re.compile(r"\d\d:\d\d:\d\d")
PLACES = ("Skåne", "Uppland")
LINKED = re.compile(r'(?:href|src|action|hx-get|data-[\w-]+)="([^"#]+)')


def other_name(person: int, place: int) -> str:
    """Ten names in each circle that have nothing in common."""
    return f"{('Bird', 'Tree')[place]}{'abcdefghij'[person] * 3}"


def wrote(member: Member, circle: Circle, name: str, hour: int) -> Ask:
    """An ask, and an answer of theirs to it, each under that name."""
    speaker = Speaker(Voice.PSEUDONYM, name)
    made = make_ask(
        member,
        circle,
        title=f"A need of {name}",
        text="",
        speaker=speaker,
        at=NOON + timedelta(hours=hour, seconds=hour + 1),
    )
    make_answer(again(member), made, text=f"More from {name}", at=NOON + timedelta(hours=hour, minutes=7))
    return made


def pieces(reader: Client, ask: Ask) -> set[str]:
    """Everything that the page of an ask carries, its headers, and the headers of what it points to."""
    page = reader.get(reverse("ask", args=[ask.pk]))
    text = page.content.decode()
    told = set(PIECE.findall(text)) | {f"{name}: {value}" for name, value in page.headers.items()}
    for address in set(LINKED.findall(text)):
        if address.startswith("/asks/") or "/pictures/" in address:
            answer = reader.get(address)
            told |= {f"{name}: {answer.headers[name]}" for name in ("ETag", "Last-Modified") if name in answer.headers}
    return told


def came(person: int) -> datetime:
    """A moment of their own, at which they came into both circles and took both names."""
    return NOON - timedelta(days=30 + 3 * person, minutes=17 * person, seconds=person)


def place_of(person: int) -> Place:
    """A town where nobody else lives, which a profile tells of them."""
    name = f"Town{'klmnopqrst'[person] * 3}"
    return Place.objects.create(id=person + 1, name=name, folded=name.lower(), country="SE", latitude=55, longitude=13)


@pytest.fixture
def world(db: None, movement: object) -> tuple[Client, list[list[Ask]], list[Member]]:
    """The reader's browser, and by person the asks in the two circles."""
    reader = make_member("reader")
    circles = [make_circle(reader, name=name) for name in PLACES]
    people = [make_member(f"person{number}", place=place_of(number), picture="faces/x.webp") for number in range(10)]
    for number, person in enumerate(people):
        for place, circle in enumerate(circles):
            enter(circle=circle, member=person, at=came(number))
            take_name(by=again(person), circle=circle, name=other_name(number, place), at=came(number))
    asks = [
        [wrote(again(person), circle, other_name(number, place), number + 20 * place)
         for place, circle in enumerate(circles)]
        for number, person in enumerate(people)
    ]  # fmt: skip
    return signed_in(reader), asks, people


def test_nothing_on_the_pages_links_two_names(world: tuple[Client, list[list[Ask]], list[Member]]) -> None:
    reader, asks, people = world
    carried = [[pieces(reader, ask) for ask in pair] for pair in asks]
    known = Counter(chain.from_iterable(set.union(*pair) for pair in carried))
    links = {
        number: {one for one in first & second if known[one] == 1} for number, (first, second) in enumerate(carried)
    }
    assert {number: shared for number, shared in links.items() if shared} == {}
    for person, pair in zip(people, carried, strict=True):
        assert not {person.pk, person.person_key, person.handle} & set.union(*pair)


def test_the_pages_are_those_of_the_names(world: tuple[Client, list[list[Ask]], list[Member]]) -> None:
    """Else the test above would prove nothing."""
    reader, asks, _people = world
    for number, pair in enumerate(asks):
        for place, ask in enumerate(pair):
            text = reader.get(reverse("ask", args=[ask.pk])).content.decode()
            assert other_name(number, place) in text
            assert f"More from {other_name(number, place)}" in text


def test_lists_link_them_no_more_than_pages(world: tuple[Client, list[list[Ask]], list[Member]]) -> None:
    """Whatever stands in the same item of a list as one name stands with no other name, or with many."""
    reader, asks, people = world
    by_name: dict[str, set[str]] = {}
    for circle in {ask.circle_id for pair in asks for ask in pair}:
        for address in (reverse("circle", args=[circle]), reverse("circle_members", args=[circle])):
            for item in ITEM.findall(reader.get(address).content.decode()):
                for number in range(10):
                    for place in range(2):
                        name = other_name(number, place)
                        if name in item:
                            by_name.setdefault(name, set()).update(PIECE.findall(item))
    shared = Counter(chain.from_iterable(by_name.values()))
    for number in range(10):
        first, second = (by_name.get(other_name(number, place), set()) for place in range(2))
        assert {one for one in first & second if shared[one] == 2} == set()
    assert by_name, "the names stand in the lists"
    assert not {person.person_key for person in people} & set(shared)


def test_no_page_tells_a_moment_to_the_second(world: tuple[Client, list[list[Ask]], list[Member]]) -> None:
    """Or what somebody does in two circles within a minute would be found by sorting."""
    reader, asks, people = world
    pages = [reverse("ask", args=[ask.pk]) for pair in asks for ask in pair]
    pages += [reverse(name, args=[ask.circle_id]) for ask in asks[0] for name in ("circle", "circle_members")]
    texts = [reader.get(path).content.decode() for path in pages]
    assert all(MOMENT.findall(text) for text in texts[:20]), "pages tell moments"
    assert [SECOND.findall(text) for text in texts] == [[]] * len(texts)
    whole = "".join(texts)
    for number in range(len(people)):
        assert f"{came(number):%Y-%m-%dT%H:%M}" not in whole
        assert f"{localtime(came(number)):%Y-%m-%d %H:%M}" not in whole


def test_what_tells_a_cache_apart_does_not_tell_who(world: tuple[Client, list[list[Ask]], list[Member]]) -> None:
    """No page has a mark of its state, which two pages of one person could share."""
    reader, asks, _people = world
    for ask in chain.from_iterable(asks):
        page = reader.get(reverse("ask", args=[ask.pk]))
        assert not {"ETag", "Last-Modified"} & set(page.headers)
        assert page.headers["Cache-Control"] == "no-store"
