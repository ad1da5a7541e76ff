"""Two elections of the story: one that is over, and one in which a visitor can vote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from dugnad.demo.stage import Deed, Stage
from dugnad.elections.actions.closing import close
from dugnad.elections.actions.opening import call
from dugnad.elections.actions.standing import stand
from dugnad.elections.actions.voting import vote
from dugnad.elections.enums import STANDING_DAYS, VOTING_DAYS
from dugnad.elections.models import Candidate, Election


@dataclass(frozen=True)
class Told:
    """`stand`: what each of those who stand says. `votes`: who trusts whom, in the order in which they vote."""

    circle: str
    by: str
    days_ago: int
    seats: int
    stand: Mapping[str, str]
    votes: Sequence[tuple[str, tuple[str, ...]]]


OVER = Told(
    circle="norr", by="hanna_s", days_ago=13, seats=2,
    stand={
        "marita": "Ett år till orkar jag, om vi fortfarande är två. Ring hellre än att skriva.",
        "hanna_s": "Jag svarar på lunchen och efter fyra. På natten sover jag, det vet ni.",
        "per_erik": "Kan rycka in om ingen annan vill. Men jag kör hellre än jag läser ansökningar.",
    },
    votes=(
        ("jonas", ("marita", "hanna_s")), ("elin", ("hanna_s",)), ("nordanvind", ("marita", "hanna_s")),
        ("klara", ("marita",)), ("olle", ("hanna_s", "per_erik")), ("aila", ("marita", "hanna_s")),
        ("yusuf", ("marita", "per_erik")), ("mattias", ("hanna_s", "marita")), ("tuva", ("per_erik",)),
    ),
)  # fmt: skip
RUNNING = Told(
    circle="law", by="leila", days_ago=6, seats=3,
    stand={
        "cecilia": "I go on gladly, if somebody shares the evenings before a deadline.",
        "leila": "En gång till. Sedan vill jag att någon annan får nycklarna.",
        "klara": "From Umeå, so that it is not always Skåne. I answer within a day.",
        "petra": "Inte jurist, och just därför: jag frågar när ni blir för snabba.",
    },
    votes=(("rebecka", ("leila", "klara", "petra")), ("joanna", ("cecilia", "klara")), ("emil", ("leila", "petra"))),
)  # fmt: skip


def deeds(stage: Stage) -> Iterator[Deed]:
    """Both."""
    for told in (OVER, RUNNING):
        yield from _Play(stage, told).deeds()


@dataclass
class _Play:
    stage: Stage
    told: Told
    election: Election | None = None
    standing: dict[str, Candidate] = field(default_factory=dict)

    def deeds(self) -> Iterator[Deed]:
        began = self.stage.ago(days=self.told.days_ago)
        yield Deed(began, self.call)
        for turn, handle in enumerate(self.told.stand, 1):
            yield Deed(began + turn * timedelta(hours=15), partial(self.stand, handle))
        voting = began + timedelta(days=STANDING_DAYS)
        for turn, (handle, trusts) in enumerate(self.told.votes, 1):
            yield Deed(voting + turn * timedelta(hours=11), partial(self.vote, handle, trusts))
        over = voting + timedelta(days=VOTING_DAYS)
        if over < self.stage.now:
            yield Deed(over, self.close)

    def call(self, at: datetime) -> None:
        circle = self.stage.circles[self.told.circle]
        self.election = call(by=self.stage.members[self.told.by], circle=circle, seats=self.told.seats, at=at)

    def stand(self, handle: str, at: datetime) -> None:
        by, words = self.stage.members[handle], self.told.stand[handle]
        self.standing[handle] = stand(by=by, election=self._row, words=words, at=at)

    def vote(self, handle: str, trusts: Sequence[str], at: datetime) -> None:
        choices = [self.standing[one].pk for one in trusts]
        vote(by=self.stage.members[handle], election=self._row, choices=choices, at=at)

    def close(self, at: datetime) -> None:
        close(self._row, at=at)

    @property
    def _row(self) -> Election:
        assert self.election
        return self.election
