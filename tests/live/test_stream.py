from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from dugnad.ledger.reading import Position
from dugnad.live.stream import MOST_WAITING, Stream


class Line:
    """Takes what a stream sends. A line that is `stuck` takes one message and no more."""

    def __init__(self, stuck: bool = False) -> None:
        self.sent: list[bytes] = []
        self.whole = False
        self.aborted = False
        self.stuck = stuck

    async def send(self, message: Any) -> None:
        self.sent.append(message["body"])
        self.whole = not message["more_body"]
        if self.stuck:
            await asyncio.Event().wait()

    def abort(self) -> None:
        self.aborted = True

    def stream(self) -> Stream:
        return Stream(
            member="m", session="s", seal="p", page=("ask", "1"), language="en", mark=b"", send=self.send,
            abort=self.abort, is_clogged=lambda: self.stuck,
        )  # fmt: skip

    @property
    def text(self) -> bytes:
        return b"".join(self.sent)


def at(number: int) -> Position:
    return Position(0, number)


def run(line: Line, do: Callable[[Stream], Awaitable[None] | None]) -> None:
    async def main() -> None:
        stream = line.stream()
        done = do(stream)
        if done is not None:
            await done
        for _turn in range(5):
            await asyncio.sleep(0)

    asyncio.run(main())


def test_what_comes_while_catching_up_comes_after_it_and_once() -> None:
    line = Line()

    def do(stream: Stream) -> None:
        for number in (3, 4, 5):
            stream.tell(at(number), b"%d" % number)
        stream.caught_up(at(1), [(at(2), b"2"), (at(3), b"3")])
        stream.tell(at(5), b"5")
        stream.tell(at(6), b"6")

    run(line, do)
    assert line.text == b"23456"


def test_what_the_page_shows_already_is_not_told() -> None:
    line = Line()

    def do(stream: Stream) -> None:
        stream.tell(at(7), b"7")
        stream.caught_up(at(7), [])

    run(line, do)
    assert line.text == b""


def test_nothing_is_sent_before_it_has_caught_up() -> None:
    line = Line()

    def do(stream: Stream) -> None:
        stream.tell(at(1), b"1")
        stream.end(b"bye")

    run(line, do)
    assert line.sent == []


def test_it_ends_after_its_last_words() -> None:
    line = Line()

    def do(stream: Stream) -> None:
        stream.caught_up(None, [(at(1), b"1")])
        stream.end(b"bye")
        stream.end(b"again")
        stream.tell(at(2), b"2")

    run(line, do)
    assert line.text == b"1bye"
    assert line.whole


def test_a_reader_who_takes_nothing_is_cut_off() -> None:
    line = Line(stuck=True)

    async def do(stream: Stream) -> None:
        stream.caught_up(None, [])
        stream.tell(at(1), b"1")
        await asyncio.sleep(0)
        for number in range(2, MOST_WAITING + 2):
            stream.tell(at(number), b"x")
        assert not line.aborted
        stream.tell(at(MOST_WAITING + 2), b"x")

    run(line, do)
    assert line.aborted
    assert line.text == b"1"


def test_much_while_catching_up_is_bounded_too() -> None:
    line = Line()

    def do(stream: Stream) -> None:
        for number in range(MOST_WAITING + 1):
            stream.tell(at(number), b"x")

    run(line, do)
    assert line.aborted


def test_a_line_that_turns_out_to_be_clogged_is_cut() -> None:
    line = Line()

    def do(stream: Stream) -> None:
        stream.caught_up(None, [])
        line.stuck = True
        stream._is_clogged = lambda: False
        stream.tell(at(1), b"1")

    run(line, do)
    assert line.aborted
