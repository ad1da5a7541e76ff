"""The campaigns of the demo movement, played through the actions that pages call; the many who sign, all at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from random import Random

from dugnad.campaigns.actions import outcome, phases, receipts, replies, starting, targets
from dugnad.campaigns.actions.counting import recount_one
from dugnad.campaigns.actions.organisers import add_organiser
from dugnad.campaigns.enums import ReplyKind, RungKind, TargetKind
from dugnad.campaigns.models import Campaign, Rung, Supporter
from dugnad.demo.campaigns import people, shapes, tasks
from dugnad.demo.campaigns.steps import Steps
from dugnad.demo.campaigns.telling import told
from dugnad.demo.stage import Deed, Stage
from dugnad.kit.ids import new_key
from dugnad.people.models import Place

SEED = 7
PREPARED = timedelta(days=2)
"""From the beginning to the opening."""


@dataclass
class Play:
    """One campaign while it is played."""

    stage: Stage
    told: shapes.Campaign
    chance: Random = field(default_factory=lambda: Random(SEED))
    campaign: Campaign | None = None
    rungs: dict[RungKind, Rung] = field(default_factory=dict)
    supporters: list[Supporter] = field(default_factory=list)

    @property
    def row(self) -> Campaign:
        """The campaign, once it was started."""
        assert self.campaign is not None
        return self.campaign

    def ago(self, days: float) -> datetime:
        """Daytime, so many days before now."""
        return self.stage.now - timedelta(days=days)


def deeds(stage: Stage) -> Iterator[Deed]:
    """Everything around both campaigns."""
    for one in told().campaigns:
        yield from _campaign(Play(stage, one))


def _campaign(play: Play) -> Iterator[Deed]:
    one, steps = play.told, Steps(play, told().words)
    opened = play.ago(one.opened)
    yield Deed(opened - PREPARED, partial(_start, play))
    yield Deed(opened, partial(_open, play))
    yield from steps.deeds()
    if one.replies and one.delivered and one.ended:
        yield Deed(play.ago(one.delivered), partial(_deliver, play))
        yield Deed(play.ago(one.replies.acknowledged), partial(_reply, play, one.replies, False))
        yield Deed(play.ago(one.replies.answered), partial(_reply, play, one.replies, True))
        yield Deed(play.ago(one.ended), partial(_end, play))
        yield from tasks.deeds(play)
    yield Deed(stage_end(play), partial(_count, play))


def stage_end(play: Play) -> datetime:
    """Just before the story ends."""
    return play.stage.now - timedelta(minutes=1)


def _start(play: Play, at: datetime) -> None:
    one, stage = play.told, play.stage
    by = stage.members[one.by]
    words = starting.Words(one.title, one.demand, one.story, stage.place(one.town))
    play.campaign = starting.start(by=by, circle=stage.circles[one.circle], words=words, form_key=new_key(), at=at)
    for target in one.targets:
        reach = targets.Reach(
            name=target.name,
            kind=TargetKind(target.kind),
            role=target.role,
            answers_for=stage.place(one.town),
            email=target.email,
            phone=target.phone,
            hours=target.hours,
        )
        targets.add_target(by=by, campaign=play.row, reach=reach, at=at)
    for helper in one.helpers:
        add_organiser(by=by, campaign=play.row, handle=helper, at=at)


def _open(play: Play, at: datetime) -> None:
    one, stage = play.told, play.stage
    until = play.ago(one.delivered) if one.delivered else stage.now
    phases.open_up(by=stage.members[one.by], campaign=play.row, at=at)
    coming = people.signers(
        play.chance,
        code=one.code,
        number=min(one.signers, stage.signers),
        opened=at,
        until=until - timedelta(hours=2),
        fades=one.fades,
        words=told().words,
        places=list(Place.objects.filter(country="SE").order_by("pk")),
    )
    play.supporters = stage.crowd.sign(play.row, coming)


def _deliver(play: Play, at: datetime) -> None:
    recount_one(play.row.pk, at)
    note = "Names, letters and a note on the legal ground, to the registry, in the hands of its head."
    phases.deliver(by=play.stage.members[play.told.by], campaign=play.row, note=note, at=at)


def _reply(play: Play, words: shapes.Replies, answers: bool, at: datetime) -> None:
    first, *_rest, last = play.row.targets.all()
    for target, text in ((first, words.answer), (last, words.word)) if answers else ((first, words.thanks),):
        replies.paste(
            by=play.stage.members[play.told.by],
            target=target,
            kind=ReplyKind.ANSWERED if answers else ReplyKind.ACKNOWLEDGED,
            text=text,
            form_key=new_key(),
            came_at=at - timedelta(hours=3),
            at=at,
        )


def _end(play: Play, at: datetime) -> None:
    by = play.stage.members[play.told.by]
    outcome.tell_outcome(by=by, campaign=play.row, outcome=play.told.outcome, at=at)


def _count(play: Play, at: datetime) -> None:
    recount_one(play.row.pk, at, whole=True)
    receipts.publish(play.row.pk, at)
