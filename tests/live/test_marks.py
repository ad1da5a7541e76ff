from __future__ import annotations

import time

import pytest

from dugnad.live import shared, whispered
from dugnad.live.marks import MARK, PIECE, readers
from dugnad.live.shared import SharedMemory
from dugnad.live.whispered import Whispered

PAGE, OTHER = ("ask", "1"), ("ask", "2")


def forked(board: SharedMemory, slot: int) -> SharedMemory:
    """The same memory as another process sees it."""
    other = SharedMemory.__new__(SharedMemory)
    other.__dict__.update(board.__dict__)
    other.begin(slot)
    return other


def test_processes_see_each_others_marks_and_not_their_own() -> None:
    one = SharedMemory()
    two = forked(one, 1)
    one.publish([one.mark(PAGE, "alice")])
    two.publish([two.mark(PAGE, "bob"), two.mark(OTHER, "bob")])

    assert one.others() == {one.mark(PAGE, "bob"), one.mark(OTHER, "bob")}
    assert two.others() == {one.mark(PAGE, "alice")}


def test_a_process_that_takes_its_marks_back_is_not_seen() -> None:
    one = SharedMemory()
    two = forked(one, 1)
    two.publish([two.mark(PAGE, "bob")])
    two.publish([])

    assert one.others() == set()


def test_marks_that_are_being_written_are_not_read() -> None:
    one = SharedMemory()
    two = forked(one, 1)
    two.publish([two.mark(PAGE, "bob")])
    SharedMemory.HEAD.pack_into(two._memory, SharedMemory.SIZE, 7, 1, time.monotonic())

    assert one.others() == set()


def test_marks_of_a_process_that_says_nothing_expire(monkeypatch: pytest.MonkeyPatch) -> None:
    one = SharedMemory()
    two = forked(one, 1)
    two.publish([two.mark(PAGE, "bob")])
    monkeypatch.setattr(shared, "EXPIRY", -1.0)

    assert one.others() == set()


def test_more_readers_than_there_is_room_for_are_not_counted() -> None:
    one = SharedMemory()
    two = forked(one, 1)
    two.publish([number.to_bytes(MARK) for number in range(shared.MOST_MARKS + 5)])

    assert len(one.others()) == shared.MOST_MARKS


def test_a_member_with_two_tabs_is_one_and_pages_cannot_be_laid_beside_each_other() -> None:
    board = SharedMemory()
    marks = [board.mark(PAGE, "alice"), board.mark(PAGE, "alice"), board.mark(PAGE, "bob"), board.mark(OTHER, "bob")]

    assert readers(marks) == {board.mark(PAGE, "")[:PIECE]: 2, board.mark(OTHER, "")[:PIECE]: 1}
    assert board.mark(PAGE, "bob")[PIECE:] != board.mark(OTHER, "bob")[PIECE:]
    assert SharedMemory().mark(PAGE, "bob") != board.mark(PAGE, "bob")


@pytest.mark.parametrize("count", [1, whispered.IN_MESSAGE, 3 * whispered.IN_MESSAGE + 1])
def test_messages_carry_any_number_of_marks(count: int) -> None:
    said: list[str] = []
    one, two = Whispered(said.append), Whispered(said.append)
    marks = {number.to_bytes(MARK) for number in range(count)}
    one.publish(marks)
    two.hear(said)
    one.hear(said)

    assert two.others() == marks
    assert one.others() == set()
    assert max(len(message) for message in said) < 7_900


def test_a_list_in_parts_counts_once_it_is_whole() -> None:
    said: list[str] = []
    one, two = Whispered(said.append), Whispered(said.append)
    one.publish([b"a" * MARK])
    two.hear(said)
    said.clear()
    one.publish([number.to_bytes(MARK) for number in range(whispered.IN_MESSAGE + 1)])
    two.hear(said[:1])

    assert two.others() == {b"a" * MARK}
    two.hear(said[1:])
    assert len(two.others()) == whispered.IN_MESSAGE + 1


def test_the_same_is_not_said_again_at_once() -> None:
    said: list[str] = []
    board = Whispered(said.append)
    board.publish([b"a" * MARK])
    board.publish([b"a" * MARK])
    board.publish([])
    board.publish([])

    assert len(said) == 2
