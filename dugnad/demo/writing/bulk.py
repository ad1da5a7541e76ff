"""Writes a timeline all at once: the same rows and acts as the actions make, in a fraction of the time.

Acts can be written in portions, between the deeds of others, so that the ledger is in order of time; the rows follow
when everything has happened. tests/demo/writing/test_same.py compares the tables, row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction

from dugnad.demo.simulation.simulate import Progress, unseen
from dugnad.demo.simulation.timeline import Timeline
from dugnad.demo.writing import rows, said
from dugnad.demo.writing.coming import Coming
from dugnad.demo.writing.ground import Ground
from dugnad.demo.writing.lasting import Lasting
from dugnad.demo.writing.naming import Naming
from dugnad.demo.writing.talking import Talking
from dugnad.demo.writing.ways import together
from dugnad.ledger.recording_many import Pad

PORTION = 5000
"""Acts that wait in memory."""


class Bulk:
    """Writes one timeline. Call `up_to` as often as you like, with growing moments, then `finish`."""

    def __init__(self, timeline: Timeline, ground: Ground, progress: Progress = unseen) -> None:
        self.timeline, self.ground, self._progress = timeline, ground, progress
        self.pad = Pad()
        self.coming = Coming(timeline, self.pad)
        self.talking = Talking(self.coming, self.pad)
        self.naming = Naming(self.talking, self.pad)
        self.lasting = Lasting(self.coming, self.talking, self.pad)
        self._how = together(self.coming, self.talking, self.naming, self.lasting)
        self._done = 0

    def up_to(self, moment: datetime) -> None:
        """Record what happened before `moment` and is not recorded yet, in the transaction that is open."""
        self.tell_until(moment)
        self.pad.flush()

    def tell_until(self, moment: datetime) -> None:
        """The same, but that the last acts may still wait on the pad."""
        events = self.timeline.events
        while self._done < len(events) and events[self._done].at < moment:
            event = events[self._done]
            self._how[type(event)](event)
            self.naming.follow(event)
            self._done += 1
            if len(self.pad) >= PORTION:
                self.pad.flush()
                self._progress("acts", self._done, len(events))

    def finish(self, until: datetime) -> None:
        """Record the rest, and write all rows."""
        self.up_to(until)
        steps = list(self._steps())
        for done, (name, write) in enumerate(steps):
            self._progress(name, done, len(steps))
            write()
        self._progress("written", len(steps), len(steps))

    def _steps(self) -> Iterator[tuple[str, Callable[[], None]]]:
        yield "members", lambda: rows.write_people(self.coming, self.ground)
        yield "circles", lambda: rows.write_circles(self.coming, self.ground)
        yield "asks and answers", lambda: said.write_talk(self.talking, self.ground)
        yield "calls", lambda: self.naming.write(self.ground)
        yield "offers", lambda: said.write_lasting(self.lasting, self.ground)
        yield "search", lambda: said.write_index(self.talking, self.lasting)


@transaction.atomic
def write_all(timeline: Timeline, ground: Ground, *, until: datetime, progress: Progress = unseen) -> Bulk:
    """The whole timeline in one transaction."""
    writing = Bulk(timeline, ground, progress)
    writing.finish(until)
    return writing
