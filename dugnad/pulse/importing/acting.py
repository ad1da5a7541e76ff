"""An act as an import writes it, and what all imports work with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from dugnad.pulse.importing.names import Names
from dugnad.pulse.importing.tally import Tally
from dugnad.pulse.importing.times import Moment, NoTime, moment

Progress = Callable[[int, int], None]
"""Called with the bytes read so far, and those there are."""


class Act(NamedTuple):
    """One row of the table of acts (`dugnad.pulse.acts.schema`). Empty is None."""

    at: datetime
    actor: str
    verb: str
    effort: str
    relation: str = "none"
    toward: str | None = None
    circle: str | None = None
    cause: int | None = None
    object: str | None = None
    amount: int | None = None
    id: int | None = None


@dataclass
class Reading:
    """One import while it goes on. Acts after `now` are left out."""

    now: datetime
    names: Names = field(default_factory=Names)
    tally: Tally = field(default_factory=Tally)
    progress: Progress = lambda _done, _all: None

    def moment(self, text: str, place: str) -> Moment | None:
        """The moment in `text`; None, and counted as left out at `place`, where there is none."""
        try:
            found = moment(text, self.now)
        except NoTime as reason:
            self.tally.leave_out(str(reason), place)
            return None
        if found.doubt:
            self.tally.change(found.doubt, place)
        return found


@dataclass(frozen=True)
class Kind:
    """A kind of file: how it is read, and in plain words what it can and cannot show. `numbered`: its acts have ids."""

    name: str
    read: Callable[[Path, Reading], Iterator[Act]]
    shows: tuple[str, ...]
    cannot: tuple[str, ...]
    numbered: bool = False
