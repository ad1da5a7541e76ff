from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import connection, transaction

from dugnad.ledger import handing
from dugnad.ledger.followers import NotNow
from dugnad.ledger.handing import advance, place_of, retry_held
from dugnad.ledger.holding import MOST_TRIES, pause
from dugnad.ledger.models import Act, Cursor, Held
from dugnad.ledger.running import run_once
from tests.cast import NOON
from tests.ledger.making import Listener, at_it_elsewhere, failing_on, make_act, make_acts

pytestmark = pytest.mark.django_db(transaction=True)


def ids(acts: list[Act]) -> list[int]:
    return [act.pk for act in acts]


def test_all_in_order_from_the_first_act() -> None:
    acts = make_acts(5)
    listener = Listener()
    assert advance(listener, at=NOON) == 5
    assert listener.batches == [ids(acts)]
    assert advance(listener, at=NOON) == 0
    assert listener.batches == [ids(acts)]


def test_batches_of_the_size_asked_for() -> None:
    acts = ids(make_acts(3) + make_acts(2))
    listener = Listener()
    assert [advance(listener, at=NOON, most=2) for _ in range(4)] == [2, 2, 1, 0]
    assert listener.batches == [acts[:2], acts[2:4], acts[4:]]


def test_next_process_goes_on_where_the_last_one_stood() -> None:
    make_acts(3)
    advance(Listener(), at=NOON)
    later = make_acts(2)
    again = Listener()
    advance(again, at=NOON)
    assert again.heard == ids(later)


def test_nothing_to_do_leaves_the_cursor_alone() -> None:
    assert advance(Listener(), at=NOON) == 0
    before = Cursor.objects.get()
    assert advance(Listener(), at=NOON + timedelta(days=1)) == 0
    assert Cursor.objects.get().moved_at == before.moved_at


def test_same_number_of_queries_for_one_act_and_for_three(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]  # pytest-django's
    listener = Listener()
    make_acts(1)
    advance(listener, at=NOON)
    for size in (1, 3):
        make_acts(size)
        with django_assert_num_queries(14 if connection.vendor == "postgresql" else 10):
            assert advance(listener, at=NOON) == size


def test_failing_act_is_held_and_the_others_pass() -> None:
    acts = make_acts(4)
    listener = Listener(failing_on("1"))
    assert advance(listener, at=NOON) == 4
    assert listener.heard == [acts[0].pk, acts[2].pk, acts[3].pk]
    held = Held.objects.get()
    assert (held.act_id, held.follower, held.tries) == (acts[1].pk, "listener", 1)
    assert held.next_try_at == NOON + timedelta(seconds=10)
    assert held.first_failed_at == NOON
    assert advance(listener, at=NOON) == 0


def test_error_tells_what_and_where_but_nobody_s_words(caplog: pytest.LogCaptureFixture) -> None:
    make_acts(1)

    class Clumsy(Listener):
        def handle(self, batch: Sequence[Act]) -> None:
            handing.place_of(None, NOON)  # type: ignore[arg-type]  # to fail inside our own code

    advance(Clumsy(), at=NOON)
    assert Held.objects.get().error.startswith("AttributeError: “…” object has no attribute “…”\ndugnad/ledger/handing")
    Held.objects.all().delete()
    make_act("7")
    advance(Listener(failing_on("7")), at=NOON)
    assert Held.objects.get().error == "ValueError: cannot handle “…” of <mail>"
    assert "bob" not in caplog.text
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]


def test_held_act_comes_again_when_due_and_is_gone_when_handled() -> None:
    (act,) = make_acts(1)
    advance(Listener(failing_on("0")), at=NOON)
    mended = Listener()
    assert retry_held(mended, at=NOON + timedelta(seconds=9)) == 0
    assert retry_held(mended, at=NOON + timedelta(seconds=10)) == 1
    assert mended.batches == [[act.pk]]
    assert not Held.objects.exists()


def test_pauses_double_and_at_last_the_act_is_parked() -> None:
    make_acts(1)
    listener = Listener(failing_on("0"))
    advance(listener, at=NOON)
    at = NOON
    pauses = []
    while next_try_at := Held.objects.get().next_try_at:
        pauses.append((next_try_at - at).total_seconds())
        at = next_try_at
        retry_held(listener, at=at)
    assert pauses == [10, 20, 40, 80, 160, 320, 640]
    assert Held.objects.get().tries == MOST_TRIES
    assert retry_held(listener, at=at + timedelta(days=9)) == 0
    assert Held.objects.count() == 1


def test_chance_spreads_the_pauses() -> None:
    assert [pause(1, chance).total_seconds() for chance in (0, 0.5, 1)] == [8, 10, 12]


def test_follower_that_can_do_nothing_now_waits_where_it_stands() -> None:
    acts = make_acts(2)
    away = Listener(failing_on("0", "1", error=NotNow))
    assert advance(away, at=NOON) == 0
    cursor = Cursor.objects.get()
    assert (cursor.tries, cursor.next_try_at) == (1, NOON + timedelta(seconds=10))
    assert cursor.error == "cannot handle '0' of <mail>"
    assert not Held.objects.exists()
    back = Listener()
    assert advance(back, at=NOON + timedelta(seconds=9)) == 0
    assert advance(back, at=NOON + timedelta(seconds=10)) == 2
    assert back.heard == ids(acts)
    cursor.refresh_from_db()
    assert (cursor.tries, cursor.next_try_at, cursor.error) == (0, None, "")


def test_follower_gone_in_the_middle_of_looking_for_the_act_at_fault() -> None:
    acts = make_acts(3)

    def trouble(act: Act) -> None:
        if act.object_id == "1":
            raise ValueError
        if act.object_id == "2":
            raise NotNow

    listener = Listener(trouble)
    assert advance(listener, at=NOON) == 2
    assert listener.heard == [acts[0].pk]
    assert [held.act_id for held in Held.objects.all()] == [acts[1].pk]
    assert place_of(listener, NOON).act == acts[1].pk


def test_held_acts_wait_too_while_the_follower_can_do_nothing() -> None:
    make_acts(1)
    advance(Listener(failing_on("0")), at=NOON)
    due = NOON + timedelta(seconds=10)
    assert retry_held(Listener(failing_on("0", error=NotNow)), at=due) == 0
    assert Held.objects.get().tries == 1
    assert retry_held(Listener(), at=due) == 0
    assert retry_held(Listener(), at=due + timedelta(seconds=10)) == 1


def test_settled_with_the_cursor_or_not_at_all() -> None:
    make_acts(2)

    class Settling(Listener):
        def settle(self) -> None:
            assert transaction.get_connection().in_atomic_block
            raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        advance(Settling(), at=NOON)
    assert place_of(Settling(), NOON).act == 0


def test_overtaken_by_another_process() -> None:
    acts = make_acts(2)

    class Slow(Listener):
        def handle(self, batch: Sequence[Act]) -> None:
            super().handle(batch)
            Cursor.objects.update(transaction=acts[1].transaction, act=acts[1].pk)

    acts[1].refresh_from_db()
    assert advance(Slow(), at=NOON) == 0
    assert place_of(Slow(), NOON).act == acts[1].pk


def test_one_at_a_time() -> None:
    make_acts(1)
    listener = Listener()
    with at_it_elsewhere("listener"):
        assert advance(listener, at=NOON) == 0
    assert advance(listener, at=NOON) == 1


def test_round_of_all_followers() -> None:
    class Deaf(Listener):
        name = "deaf"

    acts = make_acts(2)
    deaf, listener = Deaf(failing_on("0", "1")), Listener()
    assert run_once(NOON, followers=[deaf, listener], chance=lambda: 0.5) == 4
    assert listener.heard == ids(acts)
    assert run_once(NOON + timedelta(seconds=10), followers=[Deaf(), listener]) == 2
