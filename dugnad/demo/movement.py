"""The whole demo movement: the story that is told, and around it people who are simulated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from dugnad.asks.models import Ask, ReadMark
from dugnad.circles.actions.membership import join
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.demo import handing_on, kept
from dugnad.demo.build import Beside, Persona, build
from dugnad.demo.script import load_script
from dugnad.demo.simulation.kinds import KINDS, SUPPORT
from dugnad.demo.simulation.outcome import Outcome, outcome
from dugnad.demo.simulation.parameters import VERSION, Parameters
from dugnad.demo.simulation.simulate import Progress, simulate, unseen
from dugnad.demo.stage import Stage
from dugnad.demo.talk import LAST_VISIT
from dugnad.demo.writing.acting import NORMS
from dugnad.demo.writing.bulk import Bulk
from dugnad.demo.writing.ground import find_ground
from dugnad.kit.clock import now
from dugnad.methods.distance import great_circle_km
from dugnad.people.models import Member

MEMBERS = 400
"""With those of the story."""
SIGNERS_EACH = 150
"""For each simulated person at most so many sign a campaign without an account."""
SEED = 1
FEWEST = 10
"""Simulated people; with fewer it would be no movement."""
FAR = 10_000.0
"""Kilometres."""
SEES_MORE = ("sara", "maja", "leila", "jonas", "karin")
"""Personas who are in a simulated circle, too: so its life arrives on their first page."""


def parameters_for(*, members: int = MEMBERS, days: int = SUPPORT.days, kind: str = SUPPORT.kind) -> Parameters:
    """The knobs of a movement of so many `members` in all, the story's among them, that is so many `days` old."""
    told = len(load_script().members)
    return replace(KINDS[kind], members=max(FEWEST, members - told), days=days)


@dataclass
class Around(Beside):
    """Simulated people, beside those of the story."""

    parameters: Parameters
    seed: int
    progress: Progress = unseen
    signers: int = 0
    writing: Bulk | None = None
    outcome: Outcome | None = None

    def begin(self, stage: Stage) -> None:
        super().begin(stage)
        stage.signers = self.signers
        ground = find_ground(stage.skills, stage.kinds, stage.script)
        lived = simulate(self.parameters, self.seed, around=ground.around, until=stage.now, progress=self.progress)
        self.outcome = outcome(lived, stage.now)
        self.writing = Bulk(lived, ground, self.progress)

    def up_to(self, moment: datetime) -> None:
        assert self.writing
        crowd = self.stage.crowd
        while (at := crowd.next_at) is not None and at < moment:
            self.writing.tell_until(at)
            crowd.record_next(self.writing.pad)
        self.writing.up_to(moment)

    def end(self, stage: Stage) -> None:
        assert self.writing
        self.writing.finish(stage.now)
        _see_more(self.writing, stage)
        handing_on.begin_near(stage.now)


def _see_more(writing: Bulk, stage: Stage) -> None:
    """Some of the story come into an open circle beside it, and all its personas have read what is there to read."""
    for handle in SEES_MORE:
        if circle := _nearest_open(writing, stage.members[handle]):
            join(by=stage.members[handle], circle=circle, norms=NORMS, at=stage.now)
    visited = stage.ago(minutes=LAST_VISIT)
    for persona in stage.script.personas:
        member = Member.objects.get(handle=persona.handle)
        unread = Ask.objects.visible_to(member).filter(created_at__lte=visited).exclude(read_marks__member=member)
        ReadMark.objects.bulk_create(
            [ReadMark(ask_id=pk, member=member, read_at=visited) for pk in unread.values_list("pk", flat=True)],
            batch_size=2000,
        )


def _nearest_open(writing: Bulk, member: Member) -> Circle | None:
    """The simulated circle that they may walk into and that is for their work, or else nearest to their town."""
    ids = [one.id for one in writing.coming.circles.values() if one.room.openness == Openness.OPEN]
    work = set(member.skills.values_list("pk", flat=True))

    def apart(circle: Circle) -> float:
        here, there = member.place, circle.place
        if circle.profession_id in work:
            return 0.0
        if here is None or there is None:
            return FAR
        return great_circle_km(here.latitude, here.longitude, there.latitude, there.longitude)

    return min(Circle.objects.filter(pk__in=ids).select_related("place"), key=apart, default=None)


def make(
    parameters: Parameters,
    seed: int = SEED,
    *,
    say: Callable[[str], None],
    progress: Progress = unseen,
    at: datetime | None = None,
    signers: int | None = None,
) -> list[Persona]:
    """Make it where nobody lives yet: all of it or nothing. What came of the knobs is kept beside the data.

    Raises `Refused` where a movement was set up or anybody has an account.
    """
    at = at or now()
    most = parameters.members * SIGNERS_EACH if signers is None else signers
    around = Around(parameters, seed, progress, most)
    people = build(progress=say, at=at, beside=around)
    assert around.outcome
    assert around.writing
    made = around.outcome
    kept.keep(kept.Kept(VERSION, seed, at.isoformat(), parameters, made, around.writing.pad.written))
    said = f"{made.asks} asks, {made.answers} answers"
    say(f"Around them {made.members} simulated people in {made.circles} circles: {said}")
    return people
