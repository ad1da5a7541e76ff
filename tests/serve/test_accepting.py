from __future__ import annotations

from dugnad.serve.accepting import Counts


def test_whoever_has_more_connections_is_busier() -> None:
    counts = Counts(2)
    counts.arrive(0)
    counts.arrive(1)
    counts.change(0, 1)

    assert counts.busier(0)
    assert not counts.busier(1)


def test_any_number_of_streams_weighs_less_than_a_connection_that_may_want_a_page() -> None:
    counts = Counts(2)
    counts.arrive(0)
    counts.arrive(1)
    counts.change(0, 0, 20_000)
    assert counts.busier(0)
    counts.change(1, 1)

    assert counts.busier(1)
    assert not counts.busier(0)


def test_a_connection_that_became_a_stream_is_forgotten_when_it_ends() -> None:
    counts = Counts(2)
    counts.arrive(0)
    counts.arrive(1)
    counts.change(0, 1)
    counts.change(0, -1, 1)
    counts.change(0, 0, -1)

    assert not counts.busier(0)
    assert not counts.busier(1)


def test_nobody_waits_for_a_process_that_is_gone() -> None:
    counts = Counts(2)
    counts.arrive(0)
    counts.change(0, 5)
    counts.leave(1)

    assert not counts.busier(0)
