"""The lawyers of the story vouch for each other; one of them waits for another word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from dugnad.demo.stage import Deed, Stage
from dugnad.people.models import Member
from dugnad.professions.actions.marks import name_first
from dugnad.professions.actions.terms import decide
from dugnad.professions.actions.vouching import ask, vouch
from dugnad.professions.models import Mark

PROFESSION = "lawyer"
BEGAN = 200
"""Days ago."""
NEEDED = 2
SCOPE = "Reads decisions and says what the law is. Becomes nobody’s counsel by answering here."
FIRST = ("leila", "rebecka")
WORDS = (("cecilia", 150, ("leila", "rebecka")), ("joanna", 90, ("rebecka", "cecilia")), ("klara", 2, ("cecilia",)))
"""Who asked, how many days ago, and who vouched for them."""


def deeds(stage: Stage) -> Iterator[Deed]:
    """From what the operator decided to the one who waits."""
    play, began = _Play(stage), stage.ago(days=BEGAN)
    yield Deed(began, play.decide)
    for turn, handle in enumerate(FIRST, 1):
        yield Deed(began + turn * timedelta(hours=5), partial(play.ask, handle))
        yield Deed(began + turn * timedelta(hours=5, minutes=40), partial(play.name, handle))
    for handle, days, vouching in WORDS:
        yield Deed(stage.ago(days=days), partial(play.ask, handle))
        for turn, by in enumerate(vouching, 1):
            yield Deed(stage.ago(days=days) + turn * timedelta(hours=9), partial(play.vouch, handle, by))


@dataclass
class _Play:
    stage: Stage
    marks: dict[str, Mark] = field(default_factory=dict)

    def decide(self, at: datetime) -> None:
        operator, skill = self._operator(), self.stage.skills[PROFESSION]
        decide(by=operator, skill=skill, needed=NEEDED, scope=SCOPE, at=at)

    def ask(self, handle: str, at: datetime) -> None:
        self.marks[handle] = ask(by=self.stage.members[handle], skill=self.stage.skills[PROFESSION], at=at)

    def name(self, handle: str, at: datetime) -> None:
        name_first(by=self._operator(), mark=self.marks[handle], at=at)

    def vouch(self, handle: str, by: str, at: datetime) -> None:
        vouch(by=self.stage.members[by], mark=self.marks[handle], at=at)

    def _operator(self) -> Member:
        return self.stage.members[self.stage.script.movement.operator]
