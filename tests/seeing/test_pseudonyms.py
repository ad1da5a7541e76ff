"""A8. Whoever writes under another name in two circles cannot be found to be the same by what the pages carry.

Ten people join two circles each and write under a name of their own in either. Somebody who reads both takes every
page, tag and header apart and looks for anything that one pair of names has in common and no other page has. What a
camera writes into pictures is taken out of them: `tests/kit/test_pictures.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from itertools import chain

import pytest
from django.test import Client
from django.urls import reverse

from dugnad.asks.actions.asking import Speaker
from dugnad.asks.enums import Voice
from dugnad.asks.models import Ask
from dugnad.circles.actions.membership import enter
from dugnad.circles.models import Circle
from dugnad.people.models import Member, Place
from tests.asks.making import make_answer, make_ask
from tests.cast import NOON, again, make_circle, make_member, signed_in

PIECE = re.compile(r"[\w+/=.:-]{3,}")
ITEM = re.compile(r"<(?:li|article|tr)\b.*?</(?:li|article|tr)>", re.S)
PLACES = ("Skåne", "Uppland")
LINKED = re.compile(r'(?:href|src|action|hx-get|data-[\w-]+)="([^"#]+)')


def other_name(person: int, place: int) -> str:
    """Ten names in each circle that have nothing in common."""
    return f"{('Bird', 'Tree')[place]}{'abcdefghij'[person] * 3}"


def wrote(member: Member, circle: Circle, name: str, hour: int) -> Ask:
    """An ask, and an answer of theirs to it, each under that name."""
    speaker = Speaker(Voice.PSEUDONYM, name)
    made = make_ask(
        member, circle, title=f"A need of {name}", text="", speaker=speaker, at=NOON + timedelta(hours=hour)
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
    for person in people:
        for circle in circles:
            enter(circle=circle, member=person, at=NOON - timedelta(days=30))
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
