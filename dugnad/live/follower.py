"""The thread that follows the ledger for one process while pages are open in it.

It reads new acts in the ledger's order, sees whose streams are to end, and counts readers with the other processes.
It runs only while there are streams: a server on which nobody follows anything does nothing here.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Protocol

from django.db import Error, connection

from dugnad.kit.clock import now
from dugnad.ledger.models import Act
from dugnad.ledger.reading import Position, behind, next_acts
from dugnad.ledger.topics import here, is_unsettling
from dugnad.ledger.waking import Waking
from dugnad.live.marks import Board, readers
from dugnad.live.news import Delivery, Page, deliveries
from dugnad.live.rounds import Round
from dugnad.live.stream import Stream
from dugnad.live.whispered import Whispered

log = logging.getLogger(__name__)
MOST = 200
"""Acts read at once."""
CHECK = 0.5
"""Seconds between two looks at whether everybody may still read what they have open."""
ANYWAY = 10.0
"""Seconds after which we look though nothing was written: sessions end by the clock, too."""
COUNT = 2.0
"""Seconds between two counts of readers."""
HELD_BACK = 0.05
"""Seconds to wait when acts are there that an older transaction still holds back."""
LONGEST_PAUSE = 10.0


class Office(Protocol):
    """What the follower needs of the process it works for. All of it may be called from its thread."""

    def begun(self) -> None:
        """Acts from now on are delivered."""

    def watchers(self, page: Page) -> Sequence[str]:
        """The ids of the members who have `page` open."""

    def open(self) -> Sequence[Stream]:
        """All streams."""

    def deliver(self, told: Sequence[Delivery]) -> None:
        """Pass on news."""

    def end(self, streams: Sequence[Stream]) -> None:
        """These are to end."""

    def count(self, counted: Mapping[bytes, int]) -> None:
        """So many read each page."""


class Follower(threading.Thread):
    """Until `stop` is set. A database that is away is waited for; nothing is lost meanwhile."""

    def __init__(self, office: Office, board: Board | None) -> None:
        super().__init__(name="live", daemon=True)
        self.stop = threading.Event()
        self.office = office
        self.waking = Waking()
        whispered = Whispered(self.waking.whisper)
        self.whispered = None if board else whispered
        self.board: Board = board or whispered
        self.position: Position | None = None
        self._round = Round()
        self._checked = self._looked_after = self._counted = 0.0

    def run(self) -> None:
        """Follow."""
        failures = 0
        try:
            while not self.stop.is_set():
                try:
                    self._begin()
                    failures = 0
                    while not self.stop.is_set():
                        self._go_round()
                    self.board.publish(())
                except Error as error:
                    failures += 1
                    log.warning("Live pages wait for the database (%s).", type(error).__name__)
                    connection.close()
                    self.stop.wait(min(0.25 * 2**failures, LONGEST_PAUSE))
        except Exception:
            log.exception("Live pages stopped; browsers come back and begin anew.")
            self.office.end(self.office.open())
        finally:
            connection.close()

    def _begin(self) -> None:
        self.waking.begin()
        if self.position is None:
            self.position = here()
            self.office.begun()

    def _go_round(self) -> None:
        held_back = self._read()
        moment = time.monotonic()
        if moment - self._checked >= CHECK:
            self._checked = moment
            self._look_after()
        if moment - self._counted >= COUNT:
            self._counted = moment
            self._count()
        self.waking.wait(self.stop, HELD_BACK if held_back else CHECK)

    def _read(self) -> bool:
        """Pass on all that can be read; whether there is more that cannot be read yet."""
        assert self.position is not None
        while acts := next_acts(self.position, MOST):
            self._pass_on(acts)
            self.position = Position(acts[-1].transaction, acts[-1].pk)
            if self.stop.is_set():
                return False
        return connection.vendor == "postgresql" and behind(self.position, 1) > 0

    def _pass_on(self, acts: Sequence[Act]) -> None:
        if any(is_unsettling(act.verb) for act in acts):
            self._end(self._round.all(self.office.open()))
        if told := deliveries(acts, self.office.watchers):
            self.office.deliver(told)

    def _look_after(self) -> None:
        streams, moment = self.office.open(), time.monotonic()
        if streams and (self.waking.changed() or moment - self._looked_after >= ANYWAY):
            self._looked_after = moment
            self._end(self._round.next(streams, now()))

    def _end(self, streams: Sequence[Stream]) -> None:
        if streams:
            self.office.end(streams)

    def _count(self) -> None:
        own = {stream.mark for stream in self.office.open()}
        if self.whispered:
            self.whispered.hear(self.waking.whispers())
        self.board.publish(own)
        pages = {mark[: len(mark) // 2] for mark in own}
        counted = readers(own | self.board.others())
        self.office.count({page: counted[page] for page in pages})
