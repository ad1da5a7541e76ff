"""How everybody in the story came into their circles, and who is still at the door."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from dugnad.circles.actions.application import admit, apply
from dugnad.circles.actions.circle import found
from dugnad.circles.actions.entrusting import entrust
from dugnad.circles.actions.invitation import accept, invite, take_up
from dugnad.circles.actions.membership import join, take_name
from dugnad.circles.actions.vouch import vouch
from dugnad.circles.enums import Openness, Progress
from dugnad.circles.models import Application, Membership
from dugnad.circles.warrants import made_up
from dugnad.demo import shapes
from dugnad.demo.people import come
from dugnad.demo.stage import Deed, Stage

NORMS = 1
"""The version of the norms that everybody reads: in the story they never change."""
APART = timedelta(minutes=10)
"""Between two who came into a circle on the same day."""
LINK, ARRIVAL, FIRST_WORD, LAST_WORD = (timedelta(minutes=minutes) for minutes in (8, 7, 4, 2))
"""How long before somebody is in."""
THOUGHT_OVER = timedelta(hours=26)
"""How long an application lay before a steward let them in."""


class Coming(NamedTuple):
    """One way into one circle. `since` is when they were first inside any circle; `by` are those who brought them."""

    circle: shapes.Circle
    told: shapes.Membership
    by: tuple[str, ...]
    at: datetime
    since: datetime

    @property
    def key(self) -> tuple[str, str]:
        return self.circle.code, self.told.handle

    @property
    def founds(self) -> bool:
        return self.told.handle == _founder_of(self.circle)

    @property
    def first(self) -> bool:
        """They make their account for this."""
        return self.at == self.since

    @property
    def began(self) -> datetime:
        """When they first turned to the circle."""
        if self.told.how != "applied":
            return self.at
        return self.at - THOUGHT_OVER if self.first else max(self.at - THOUGHT_OVER, self.since)


def deeds(stage: Stage) -> Iterator[Deed]:
    """Circles founded and entered, links made, words given, wishes to come in."""
    for coming in _comings(stage):
        if coming.first:
            yield from _arrives(stage, coming)
        yield from _enters(stage, coming)
        yield from _settles(stage, coming)
    for application in stage.script.applications:
        yield from _waits(stage, application)
    for invitation in stage.script.invitations:
        yield Deed(stage.ago(days=invitation.days_ago), partial(_send, stage, invitation))


def _comings(stage: Stage) -> Iterator[Coming]:
    joined = _joined(stage)
    since: dict[str, datetime] = {}
    for (_circle, handle), at in joined.items():
        since[handle] = min(at, since.get(handle, at))
    for circle in stage.script.circles:
        for told in circle.members:
            by = told.by or ((_founder_of(circle),) if told.how == "founder" else ())
            yield Coming(circle, told, by, joined[circle.code, told.handle], since[told.handle])


def _joined(stage: Stage) -> dict[tuple[str, str], datetime]:
    """By circle and handle. Those who came first are inside first, also on the same day: they may bring the others."""
    when = {}
    for circle in stage.script.circles:
        in_order = sorted(circle.members, key=lambda one: (-one.days_ago, one.handle != _founder_of(circle)))
        for left, one in enumerate(reversed(in_order)):
            when[circle.code, one.handle] = stage.ago(days=one.days_ago) - left * APART
    return when


def _founder_of(circle: shapes.Circle) -> str:
    return next(one.handle for one in circle.members if one.how == "founder" and one.handle in circle.stewards)


def _arrives(stage: Stage, coming: Coming) -> Iterator[Deed]:
    how, at = coming.told.how, coming.began - ARRIVAL
    bringer = coming.by[0] if coming.by and how != "applied" and not coming.founds else None
    if how == "vouched":
        yield Deed(coming.at - LINK, partial(_invite, stage, coming))
    yield Deed(at, partial(come, stage, coming.told.handle, bringer))
    if bringer:
        yield Deed(at, partial(_follow, stage, coming))


def _enters(stage: Stage, coming: Coming) -> Iterator[Deed]:
    how = coming.told.how
    if coming.founds:
        yield Deed(coming.at, partial(_found, stage, coming))
    elif how in {"founder", "invited"}:
        yield Deed(coming.at - LINK, partial(_invite, stage, coming))
        yield Deed(coming.at, partial(_accept, stage, coming))
    elif how == "applied":
        yield Deed(coming.began, partial(_apply, stage, coming))
        yield Deed(coming.at, partial(_admit, stage, coming))
    else:
        for by, words, before in zip(coming.by, (coming.told.words, ""), (FIRST_WORD, LAST_WORD), strict=False):
            yield Deed(coming.at - before, partial(_speak_for, stage, coming.key, by, words))
        yield Deed(coming.at, partial(_join, stage, coming))


def _settles(stage: Stage, coming: Coming) -> Iterator[Deed]:
    if coming.told.handle in coming.circle.stewards and not coming.founds:
        yield Deed(coming.at, partial(_trust, stage, coming))
    if coming.told.pseudonym:
        yield Deed(coming.at, partial(_take_name, stage, coming))


def _waits(stage: Stage, told: shapes.Application) -> Iterator[Deed]:
    at = stage.ago(minutes=told.minutes_ago)
    yield Deed(at, partial(_ask_to_come_in, stage, (told.circle, told.by), told.answers))
    for word in told.vouches:
        after = at + timedelta(minutes=word.after)
        yield Deed(after, partial(_speak_for, stage, (told.circle, told.by), word.by, word.words))


def _found(stage: Stage, coming: Coming, at: datetime) -> None:
    told = coming.circle
    stage.circles[told.code] = found(
        by=stage.members[coming.told.handle],
        name=told.name,
        purpose=told.purpose,
        openness=Openness(told.openness),
        at=at,
        place=stage.place(told.place),
        profession=stage.skills[told.profession] if told.profession else None,
        norms=told.norms,
        questions=list(told.questions),
        vouches_needed=told.vouches_needed,
        history_open=told.history_open,
        retention_days=told.retention_days,
    )


def _invite(stage: Stage, coming: Coming, at: datetime) -> None:
    by, circle = stage.members[coming.by[0]], stage.circles[coming.circle.code]
    stage.links[coming.key], _token = invite(by=by, circle=circle, at=at)


def _follow(stage: Stage, coming: Coming, at: datetime) -> None:
    take_up(by=stage.members[coming.told.handle], invitation=stage.links[coming.key], at=at)


def _accept(stage: Stage, coming: Coming, at: datetime) -> None:
    accept(by=stage.members[coming.told.handle], invitation=stage.links[coming.key], norms=NORMS, at=at)


def _apply(stage: Stage, coming: Coming, at: datetime) -> None:
    _ask_to_come_in(stage, coming.key, coming.told.answers, at)


def _ask_to_come_in(stage: Stage, key: tuple[str, str], answers: tuple[str, ...], at: datetime) -> None:
    circle, handle = key
    apply(by=stage.members[handle], circle=stage.circles[circle], norms=NORMS, answers=answers, at=at)


def _admit(stage: Stage, coming: Coming, at: datetime) -> None:
    circle, member = stage.circles[coming.circle.code], stage.members[coming.told.handle]
    waiting = Application.objects.get(circle=circle, member=member, progress=Progress.WAITING)
    waiting.circle, waiting.member = circle, member
    admit(by=stage.members[coming.by[0]], application=waiting, at=at)


def _speak_for(stage: Stage, key: tuple[str, str], by: str, words: str, at: datetime) -> None:
    circle, handle = key
    vouch(by=stage.members[by], circle=stage.circles[circle], for_member=stage.members[handle], words=words, at=at)


def _join(stage: Stage, coming: Coming, at: datetime) -> None:
    join(by=stage.members[coming.told.handle], circle=stage.circles[coming.circle.code], norms=NORMS, at=at)


def _trust(stage: Stage, coming: Coming, at: datetime) -> None:
    circle, member = stage.circles[coming.circle.code], stage.members[coming.told.handle]
    membership = Membership.objects.get(circle=circle, member=member)
    membership.circle, membership.member = circle, member
    with made_up():
        entrust(by=stage.members[_founder_of(coming.circle)], membership=membership, warrant=membership.act, at=at)


def _take_name(stage: Stage, coming: Coming, at: datetime) -> None:
    circle = stage.circles[coming.circle.code]
    take_name(by=stage.members[coming.told.handle], circle=circle, name=coming.told.pseudonym, at=at)


def _send(stage: Stage, told: shapes.Invitation, at: datetime) -> None:
    by, circle = stage.members[told.by], stage.circles[told.circle]
    invite(by=by, circle=circle, days=told.valid_days, note=told.words, at=at)
