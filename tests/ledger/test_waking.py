from __future__ import annotations

import threading
import time

import pytest
from django.db import connection

from dugnad.ledger.waking import Waking
from tests.at_once import at_once
from tests.ledger.making import make_act

pytestmark = pytest.mark.django_db(transaction=True)
LONG = 5.0


def seconds_waited(waking: Waking, seconds: float, stop: threading.Event | None = None) -> float:
    begun = time.monotonic()
    waking.wait(stop or threading.Event(), seconds)
    return time.monotonic() - begun


def settled() -> Waking:
    """One that has heard of everything so far."""
    waking = Waking()
    waking.begin()
    while seconds_waited(waking, 0.3) < 0.3:
        pass
    return waking


def test_what_another_process_records_wakes() -> None:
    waking = settled()
    at_once([make_act])

    assert seconds_waited(waking, LONG) < 1


def test_what_is_recorded_between_two_waits_wakes() -> None:
    waking = settled()
    at_once([make_act])
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")

    assert seconds_waited(waking, LONG) < 1


def test_nothing_wakes_where_nothing_happens() -> None:
    assert seconds_waited(settled(), 0.4) >= 0.4


def test_whoever_is_to_stop_does_not_wait() -> None:
    waking, stop = settled(), threading.Event()
    stop.set()

    assert seconds_waited(waking, LONG, stop) < 0.5


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite's processes share memory instead")
def test_a_lost_connection_is_said_and_the_next_one_listens() -> None:
    waking = settled()
    connection.close()
    at_once([make_act])
    waking.wait(threading.Event(), 0.1)
    at_once([make_act])

    assert seconds_waited(waking, LONG) < 1


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite's processes share memory instead")
def test_processes_whisper_to_each_other() -> None:
    waking = settled()
    at_once([lambda: Waking().whisper("alice is typing")])
    waking.wait(threading.Event(), 0.3)

    assert waking.whispers() == ["alice is typing"]
    assert waking.whispers() == []
