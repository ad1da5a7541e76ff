"""What an operator sees of the followers, and can do about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from dugnad.kit.refusal import Refused
from dugnad.ledger import followers
from dugnad.ledger.actions import try_again, try_all_again
from dugnad.ledger.followers import NotNow, register
from dugnad.ledger.handing import advance, retry_held
from dugnad.ledger.models import Act, Audience, Cursor, Held
from dugnad.ledger.queries import FollowerState, parked, state_of_followers
from dugnad.ledger.reading import Position
from tests.cast import NOON
from tests.ledger.making import Listener, Somebody, failing_on, make_acts

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener(failing_on("0", "1"))
    register(listener)
    yield listener
    del followers._registered["listener"]


def state(name: str) -> FollowerState:
    return next(state for state in state_of_followers(LATER) if state.name == name)


def park(listener: Listener) -> list[Held]:
    advance(listener, at=NOON)
    Held.objects.update(next_try_at=None)
    return parked()


def test_new_follower_is_seen_before_it_has_done_anything(listener: Listener) -> None:
    make_acts(3)
    seen = state("listener")
    assert (seen.behind, seen.moved_at, seen.held, seen.parked, seen.registered) == (3, None, 0, 0, True)
    assert seen.is_well


def test_where_it_stands(listener: Listener) -> None:
    acts = make_acts(5)
    advance(listener, at=NOON, most=3)
    acts[2].refresh_from_db()
    seen = state("listener")
    assert seen.cursor == Position(acts[2].transaction, acts[2].pk)
    assert (seen.behind, seen.moved_at, seen.idle_seconds) == (2, NOON, 300)
    assert (seen.held, seen.parked, seen.is_well) == (2, 0, True)
    Held.objects.filter(act=acts[0]).update(next_try_at=None)
    seen = state("listener")
    assert (seen.held, seen.parked, seen.is_well) == (1, 1, False)


def test_why_it_waits(listener: Listener) -> None:
    make_acts(1)
    listener.trouble = failing_on("0", error=NotNow)
    advance(listener, at=NOON)
    seen = state("listener")
    assert seen.error == "cannot handle '0' of <mail>"
    assert seen.next_try_at == NOON + timedelta(seconds=10)
    assert not seen.is_well


def test_follower_of_another_version_is_still_seen() -> None:
    Cursor.objects.create(follower="forgotten")
    assert not state("forgotten").registered


def test_parked_acts_are_listed_with_the_same_queries(
    listener: Listener, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    make_acts(1)
    assert [held.act.object_id for held in park(listener)] == ["0"]
    with django_assert_num_queries(1):
        assert [held.act.verb for held in parked("listener")] == ["thanked"]
    listener.trouble = failing_on("0", "1", "2")
    make_acts(3)
    park(listener)
    with django_assert_num_queries(1):
        assert [held.act.verb for held in parked("listener")] == ["thanked"] * 4
    assert parked("mirror") == []


def test_try_again(listener: Listener) -> None:
    make_acts(1)
    (held,) = park(listener)
    operator = Somebody()
    try_again(held, by=operator, at=LATER)
    assert (held.tries, held.next_try_at) == (1, LATER)
    act = Act.objects.order_by("pk").last()
    assert act is not None
    assert (act.verb, act.object_type, act.object_id, act.cause_id) == (
        "tried-again",
        "held",
        str(held.pk),
        held.act_id,
    )
    assert (act.actor, act.audience) == (operator.person_key, Audience.PRIVATE)
    assert retry_held(Listener(), at=LATER) == 1


def test_try_again_what_is_not_parked(listener: Listener) -> None:
    make_acts(1)
    (held,) = park(listener)
    try_again(held, by=Somebody(), at=LATER)
    with pytest.raises(Refused, match="no longer parked"):
        try_again(held, by=Somebody(), at=LATER)
    assert Act.objects.filter(verb="tried-again").count() == 1


def test_try_all_again(listener: Listener) -> None:
    make_acts(2)
    park(listener)
    assert try_all_again("listener", by=Somebody(), at=LATER) == 2
    assert parked() == []
    assert Act.objects.get(verb="tried-again").amount == 2
    with pytest.raises(Refused, match="Nothing is parked"):
        try_all_again("listener", by=Somebody(), at=LATER)
