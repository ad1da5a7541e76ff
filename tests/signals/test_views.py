from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from dugnad.circles.models import Circle
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.signals.enums import Kind
from dugnad.signals.explaining import SAID, explained
from dugnad.signals.models import Signal
from tests.cast import NOON, signed_in

DESK_QUERIES = 7


def make_signal(circle: Circle, kind: Kind = Kind.THANKS, about: str = "x", *members: Member) -> Signal:
    act = Act.objects.create(verb="signalled", circle=circle.pk, object_type="signal", object_id=about, at=NOON)
    made = Signal.objects.create(act=act, circle=circle, kind=kind, about=about, found=9, seen_at=NOON)
    made.members.set(members)
    return made


def test_stewards_read_what_it_is_and_what_else_it_could_be(circle: Circle, alice: Member, bob: Member) -> None:
    make_signal(circle, Kind.THANKS, "x", bob)
    page = signed_in(alice).get(f"/circles/{circle.pk}/signals/").content.decode()
    assert "almost nobody but each other. bob" in page
    assert "Friends, or a few who carry much together" in page
    assert "Probably nothing." in page


def test_nobody_else_does(circle: Circle, bob: Member, charlie: Member) -> None:
    signal = make_signal(circle)
    for member in (bob, charlie):
        assert signed_in(member).get(f"/circles/{circle.pk}/signals/").status_code == 404
        assert signed_in(member).post(f"/signals/{signal.pk}/put-away/").status_code == 404
    signal.refresh_from_db()
    assert signal.put_away_at is None


def test_it_is_put_away_once(circle: Circle, alice: Member) -> None:
    signal = make_signal(circle)
    client = signed_in(alice)
    for _ in range(2):
        answer = client.post(f"/signals/{signal.pk}/put-away/")
        assert answer.headers["Location"] == f"/circles/{circle.pk}/signals/"
    assert Act.objects.filter(verb="signal-put-away").count() == 1
    assert "Nothing out of the ordinary" in client.get(f"/circles/{circle.pk}/signals/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_desk_costs_the_same_however_many(
    circle: Circle, alice: Member, bob: Member, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        make_signal(circle, Kind.THANKS, str(number), bob)
    client = signed_in(alice)
    with django_assert_num_queries(DESK_QUERIES):
        client.get(f"/circles/{circle.pk}/signals/")


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(("count", "usual"), [(1, 0.0), (40, 2.6)])
def test_every_kind_is_explained(kind: Kind, count: int, usual: float) -> None:
    assert set(SAID) == set(Kind)
    said = explained(kind, count, usual)
    assert str(count) in said.seen
    assert said.else_.endswith(".")
    assert said.could.endswith(".")
