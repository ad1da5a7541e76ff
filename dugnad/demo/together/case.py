"""A case of the story: somebody wrote too much in his eagerness, two stewards decided, and others look at it anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from dugnad.demo.stage import Deed, Stage
from dugnad.people.models import Member
from dugnad.safety import norms, reportable
from dugnad.safety.actions.appealing import appeal, say
from dugnad.safety.actions.deciding import propose, second
from dugnad.safety.actions.proposals import Proposal
from dugnad.safety.actions.reporting import About, Words, report
from dugnad.safety.enums import Measure, Word
from dugnad.safety.models import Appeal, Case, Decision

HOUR = 60
DAY = 24 * HOUR
KIND = "answer"
WRITTEN = ("school-after-eighteen", "oskar")
"""The ask, and who answered it."""
CALLED = ("sara", "maja", "farid")
"""Who looks at it anew. By lot, anywhere else: here two of them are people a visitor can be."""
REPORTED = "Nu står både hans namn och var han bor här, och vi är över tjugo som läser. Det är inte illa menat."
SAID = "Ett svar doldes, och den som skrev det fick en påminnelse: riktiga namn hör hemma i den förseglade delen."
TOLD = (
    "Vi vet att du vill väl, och praktikplatsen är fin. Men namnet tillsammans med orten räcker för att hitta honom. "
    "Skriv gärna erbjudandet igen utan dem."
)
APPEALED = "Påminnelsen tar jag till mig. Men dölj inte hela svaret, erbjudandet om praktik står där ju också."


def deeds(stage: Stage) -> Iterator[Deed]:
    """From the report to the one who has said their word so far."""
    play = _Play(stage)
    yield Deed(stage.ago(minutes=13 * DAY), play.report)
    yield Deed(stage.ago(minutes=12 * DAY + 20 * HOUR), play.propose)
    yield Deed(stage.ago(minutes=12 * DAY + 3 * HOUR), play.second)
    yield Deed(stage.ago(minutes=3 * DAY + 2 * HOUR), play.appeal)
    yield Deed(stage.ago(minutes=DAY + 5 * HOUR), play.say)


@dataclass
class _Play:
    stage: Stage
    case: Case | None = None
    decision: Decision | None = None
    anew: Appeal | None = None

    def report(self, at: datetime) -> None:
        by, circle = self._member("zahra"), self.stage.circles["skane"]
        kind = reportable.kind(KIND)
        told = kind.seen(by, self._answer()) if kind else None
        assert told
        about = About(KIND, self._answer(), told)
        self.case = report(by=by, about=about, circle=circle, words=Words(self._norm(), REPORTED), at=at).case

    def propose(self, at: datetime) -> None:
        assert self.case
        proposal = Proposal(
            Measure.WARN, said=SAID, told=TOLD, norm=self._norm(), hides_kind=KIND, hides_id=self._answer()
        )
        self.decision = propose(by=self._member("amina"), case=self.case, proposal=proposal, at=at)

    def second(self, at: datetime) -> None:
        assert self.decision
        second(by=self._member("karin"), decision=self.decision, at=at)

    def appeal(self, at: datetime) -> None:
        assert self.decision
        by = self._member(WRITTEN[1])
        self.anew = appeal(by=by, decision=self.decision, words=APPEALED, lot=_these, at=at)

    def say(self, at: datetime) -> None:
        assert self.anew
        say(by=self._member(CALLED[-1]), appeal=self.anew, word=Word.OVERTURN, at=at)

    def _member(self, handle: str) -> Member:
        return self.stage.members[handle]

    def _norm(self) -> str:
        """That about names: of the many it is the second."""
        return norms.each(self.stage.circles["skane"].norms)[1]

    def _answer(self) -> str:
        code, by = WRITTEN
        author = self._member(by)
        written = (one for (ask, _), one in self.stage.answers.items() if ask == code and one.author == author)
        return str(next(written).pk)


def _these(among: Sequence[Member], most: int) -> list[Member]:
    return [one for one in among if one.handle in CALLED][:most]
