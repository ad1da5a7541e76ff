from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection

from dugnad.asks.actions import offers as actions
from dugnad.asks.actions.asking import Need, ask
from dugnad.asks.actions.offers import Stretch
from dugnad.asks.enums import Booking, Unit
from dugnad.asks.models import Ask, Kind, Offer, Opening, Reservation
from dugnad.asks.queries import offers as queries
from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.cast import NOON, make_circle, make_member

TONIGHT = Stretch(NOON + timedelta(hours=6), NOON + timedelta(hours=20))


@pytest.fixture
def kind(db: None) -> Kind:
    return Kind.objects.create(id="shelter", names={"en": "Shelter"})


def offered(by: Member, circle: Circle, kind: Kind, capacity: int = 2, key: str = "o1") -> Offer:
    return actions.offer(
        by=by, circle=circle, kind=kind, title="A room", unit=Unit.BEDS, capacity=capacity,
        stretches=[TONIGHT], form_key=key, at=NOON,
    )  # fmt: skip


def asked(by: Member, circle: Circle, kind: Kind, key: str = "a1") -> Ask:
    return ask(by=by, circle=circle, need=Need(kind=kind, title="A bed"), form_key=key, at=NOON)


def test_a_place_is_held_then_agreed(circle: Circle, alice: Member, bob: Member, kind: Kind) -> None:
    offer, need = offered(bob, circle, kind), asked(alice, circle, kind)
    (held,) = actions.take(by=alice, opening=offer.openings.get(), ask=need, form_key="t1", at=NOON)
    assert (held.booking, held.place, held.held_until) == (Booking.HELD, 1, NOON + timedelta(hours=20))
    actions.agree(by=bob, reservation=held, at=NOON)
    held.refresh_from_db()
    assert held.booking == Booking.KEPT
    assert Act.objects.get(pk=held.act_id).verb == "gave-the-place"
    assert queries.openings(offer, NOON).get().free == 1


def test_the_same_form_sent_twice_holds_once(circle: Circle, alice: Member, bob: Member, kind: Kind) -> None:
    offer, need = offered(bob, circle, kind), asked(alice, circle, kind)
    first = actions.take(by=alice, opening=offer.openings.get(), ask=need, form_key="t1", at=NOON)
    again = actions.take(by=alice, opening=offer.openings.get(), ask=need, form_key="t1", at=NOON)
    assert first == again
    assert offered(bob, circle, kind) == offer


def test_all_or_none(circle: Circle, alice: Member, bob: Member, kind: Kind) -> None:
    offer, need = offered(bob, circle, kind), asked(alice, circle, kind)
    before = Act.objects.count()
    with pytest.raises(Refused, match="not enough is free"):
        actions.take(by=alice, opening=offer.openings.get(), ask=need, form_key="t1", wanted=3, at=NOON)
    assert (Reservation.objects.count(), Act.objects.count()) == (0, before)


def test_what_is_given_back_is_free_again(circle: Circle, alice: Member, bob: Member, kind: Kind) -> None:
    offer, need = offered(bob, circle, kind, capacity=1), asked(alice, circle, kind)
    opening = offer.openings.get()
    (held,) = actions.take(by=alice, opening=opening, ask=need, form_key="t1", at=NOON)
    actions.give_back(by=alice, reservation=held, at=NOON)
    with pytest.raises(Refused, match="settled"):
        actions.agree(by=bob, reservation=held, at=NOON)
    assert actions.take(by=alice, opening=opening, ask=need, form_key="t2", at=NOON)[0].place == 1


def test_nobody_agrees_in_time(circle: Circle, alice: Member, bob: Member, kind: Kind) -> None:
    offer, need = offered(bob, circle, kind), asked(alice, circle, kind)
    (held,) = actions.take(by=alice, opening=offer.openings.get(), ask=need, form_key="t1", at=NOON)
    assert actions.let_go(at=held.held_until - timedelta(seconds=1)) == 0
    assert actions.let_go(at=held.held_until) == 1
    assert actions.let_go(at=held.held_until) == 0
    held.refresh_from_db()
    assert held.booking == Booking.RELEASED


def test_ending_gives_back_what_is_only_held(circle: Circle, alice: Member, bob: Member, kind: Kind) -> None:
    offer, need = offered(bob, circle, kind), asked(alice, circle, kind)
    opening = offer.openings.get()
    held, kept = actions.take(by=alice, opening=opening, ask=need, form_key="t1", wanted=2, at=NOON)
    actions.agree(by=bob, reservation=kept, at=NOON)
    actions.end(by=bob, offer=offer, at=NOON)
    held.refresh_from_db()
    kept.refresh_from_db()
    assert (held.booking, kept.booking) == (Booking.RELEASED, Booking.KEPT)
    with pytest.raises(Refused, match="no longer offered"):
        actions.take(by=alice, opening=Opening.objects.get(), ask=need, form_key="t2", at=NOON)


def test_outsiders_and_others_are_refused(
    circle: Circle, alice: Member, bob: Member, charlie: Member, kind: Kind
) -> None:
    offer, need = offered(bob, circle, kind), asked(alice, circle, kind)
    elsewhere = asked(charlie, make_circle(charlie, alice, name="Elsewhere"), kind, "a2")
    with pytest.raises(Refused):
        actions.take(by=charlie, opening=offer.openings.get(), ask=elsewhere, form_key="t1", at=NOON)
    with pytest.raises(Refused, match="another circle"):
        actions.take(by=alice, opening=offer.openings.get(), ask=elsewhere, form_key="t2", at=NOON)
    (held,) = actions.take(by=alice, opening=offer.openings.get(), ask=need, form_key="t3", at=NOON)
    with pytest.raises(Refused):
        actions.agree(by=alice, reservation=held, at=NOON)
    with pytest.raises(Refused, match="concerns"):
        actions.give_back(by=charlie, reservation=held, at=NOON)
    assert list(Reservation.objects.visible_to(charlie)) == []


def test_offers_that_fit_come_nearest_first(circle: Circle, alice: Member, bob: Member, kind: Kind) -> None:
    offer, need = offered(bob, circle, kind, capacity=1), asked(alice, circle, kind)
    other = Kind.objects.create(id="legal", names={"en": "Legal"})
    offered(bob, circle, other, key="o2")
    assert [fit.offer for fit in queries.fitting(alice, need, NOON)] == [offer]
    actions.take(by=alice, opening=offer.openings.get(), ask=need, form_key="t1", at=NOON)
    assert queries.fitting(alice, need, NOON) == []


@pytest.mark.django_db(transaction=True)
def test_twelve_at_once_for_three_places() -> None:
    steward = make_member("host")
    people = [make_member(f"guest{n}") for n in range(12)]
    circle = make_circle(steward, *people)
    kind = Kind.objects.create(id="shelter", names={"en": "Shelter"})
    opening = offered(steward, circle, kind, capacity=3).openings.get()
    asks = [asked(person, circle, kind, f"a{n}") for n, person in enumerate(people)]
    start, got, refused = threading.Barrier(12), [], []

    def reach(number: int) -> None:
        start.wait()
        try:
            got.extend(
                actions.take(by=people[number], opening=opening, ask=asks[number], form_key=f"t{number}", at=NOON)
            )
        except Refused:
            refused.append(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=reach, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.place for one in got) == [1, 2, 3]
    assert len(refused) == 9
    assert Reservation.objects.count() == 3
    assert Act.objects.filter(verb="held-a-place").count() == 3
