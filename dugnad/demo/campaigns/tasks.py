"""Work around a demo campaign: a task that waits for another, one in somebody's hands, one to be checked, and a large
one in small units.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from dugnad.campaigns.things import thing_of
from dugnad.demo.stage import Deed
from dugnad.kit.ids import new_key
from dugnad.people.models import Member
from dugnad.work.actions import holding, making, units
from dugnad.work.models import Task

if TYPE_CHECKING:
    from dugnad.demo.campaigns.playing import Play

HOUR = timedelta(hours=1)
UNITS = [f"Paragraph {number} of the decision, into easy words" for number in range(1, 25)]
SHARE = (("zahra", 5), ("emil", 4), ("signe", 3), ("maja", 2))
"""Who does how many of them."""


def deeds(play: Play) -> Iterator[Deed]:
    """In the last days: what follows from the decision."""
    work = _Work(play)
    yield Deed(play.ago(4), work.make)
    yield Deed(play.ago(3), work.numbers)
    for turn, (handle, number) in enumerate(SHARE):
        yield Deed(play.ago(2) + turn * HOUR, partial(work.units, handle, number))
    yield Deed(play.ago(0.08), work.hold)


class _Work:
    def __init__(self, play: Play) -> None:
        self.play = play
        self.letter: Task | None = None
        self.survey: Task | None = None
        self.job: Task | None = None

    def make(self, at: datetime) -> None:
        """The tasks, as Leila writes them down."""
        self.letter = self._task("Write to the schools what the decision means", 60, at)
        self.survey = self._task(
            "Ask all five schools how many it concerns", 90, at, checked=True, first_for=self.letter
        )
        self.job = self._task("Put the decision into easy words", 15, at)
        self._task("Find a lawyer who reads it through", 30, at)
        leila = self._member("leila")
        units.split(by=leila, task=self.job, texts=UNITS, at=at)

    def numbers(self, at: datetime) -> None:
        """Tove has the numbers; somebody else is to look at them."""
        assert self.survey
        tove = self._member("tove")
        holding.claim(by=tove, task=self.survey, at=at)
        holding.finish(
            by=tove, task=self.survey, minutes=80, text="Six, at three schools. The list is with Karin.", at=at
        )

    def units(self, handle: str, number: int, at: datetime) -> None:
        """Somebody does some paragraphs."""
        assert self.job
        by = self._member(handle)
        for unit in units.take(by=by, task=self.job, wanted=number, at=at):
            units.finish_unit(by=by, unit=unit, at=at)

    def hold(self, at: datetime) -> None:
        """Sara has the next paragraph in her hands, and Maja another task."""
        assert self.job
        units.take(by=self._member("sara"), task=self.job, at=at)
        other = Task.objects.get(circle=self.play.row.circle, title__startswith="Find a lawyer")
        holding.claim(by=self._member("maja"), task=other, at=at)

    def _task(
        self, title: str, minutes: int, at: datetime, *, checked: bool = False, first_for: Task | None = None
    ) -> Task:
        plan = making.Plan(title=title, minutes=minutes, checked_by_second=checked)
        return making.make(
            by=self._member("leila"),
            circle=self.play.row.circle,
            plan=plan,
            form_key=new_key(),
            thing=thing_of(self.play.row),
            first_for=first_for,
            at=at,
        )

    def _member(self, handle: str) -> Member:
        return self.play.stage.members[handle]
