"""How simulated people come in and go, through the actions."""

from __future__ import annotations

from django.db import transaction

from dugnad.circles.actions import application, circle, invitation, membership
from dugnad.circles.actions.entrusting import entrust
from dugnad.circles.actions.vouch import vouch
from dugnad.circles.enums import Openness, Progress
from dugnad.circles.models import Application, Membership
from dugnad.circles.rules import forget_stands
from dugnad.circles.warrants import made_up
from dugnad.demo.simulation import timeline as told
from dugnad.demo.writing.acting.cast import NORMS, Cast
from dugnad.demo.writing.profiles import describe
from dugnad.demo.writing.ways import Ways
from dugnad.people.actions.member import arrive


class ActingEntering:
    """Each event is one action, or what a follower of the ledger does after it."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def ways(self) -> Ways:
        """What to do for each kind of event."""
        return {
            told.Arrived: self._arrive,
            told.Founded: self._found,
            told.Joined: self._join,
            told.Invited: self._invite,
            told.FollowedLink: self._follow,
            told.CameByLink: self._accept,
            told.Applied: self._apply,
            told.Vouched: self._vouch,
            told.Admitted: self._admit,
            told.MadeSteward: self._trust,
            told.Left: self._leave,
        }

    @transaction.atomic
    def _arrive(self, event: told.Arrived) -> None:
        person = self.cast.timeline.people[event.by]
        bringer = self.cast.members.get(event.brought_by)
        member = arrive(handle=person.handle, passphrase=None, brought_by=bringer, at=event.at)
        self.cast.members[person.number] = member
        describe(member, person, self.cast.ground)

    def _found(self, event: told.Founded) -> None:
        room = self.cast.timeline.rooms[event.circle]
        self.cast.circles[event.circle] = circle.found(
            by=self.cast.members[event.by],
            name=room.name,
            purpose=room.purpose,
            openness=Openness(room.openness),
            at=event.at,
            place=None if room.town is None else self.cast.ground.places[room.town],
            profession=self.cast.ground.skills[room.profession] if room.profession else None,
            norms=room.norms,
            questions=list(room.questions),
        )

    def _join(self, event: told.Joined) -> None:
        membership.join(
            by=self.cast.members[event.by], circle=self.cast.circles[event.circle], norms=NORMS, at=event.at
        )

    def _invite(self, event: told.Invited) -> None:
        by, into = self.cast.members[event.by], self.cast.circles[event.circle]
        self.cast.links[event.invitation], _token = invitation.invite(by=by, circle=into, note=event.note, at=event.at)

    def _follow(self, event: told.FollowedLink) -> None:
        invitation.take_up(by=self.cast.members[event.by], invitation=self.cast.links[event.invitation], at=event.at)

    def _accept(self, event: told.CameByLink) -> None:
        link = self.cast.links[event.invitation]
        invitation.accept(by=self.cast.members[event.by], invitation=link, norms=NORMS, at=event.at)

    def _apply(self, event: told.Applied) -> None:
        into = self.cast.circles[event.circle]
        application.apply(by=self.cast.members[event.by], circle=into, norms=NORMS, answers=event.answers, at=event.at)

    def _vouch(self, event: told.Vouched) -> None:
        by, into, whom = self.cast.members[event.by], self.cast.circles[event.circle], self.cast.members[event.whom]
        vouch(by=by, circle=into, for_member=whom, words=event.words, at=event.at)

    def _admit(self, event: told.Admitted) -> None:
        into, whom = self.cast.circles[event.circle], self.cast.members[event.whom]
        waiting = Application.objects.get(circle=into, member=whom, progress=Progress.WAITING)
        waiting.circle, waiting.member = into, whom
        application.admit(by=self.cast.members[event.by], application=waiting, at=event.at)
        forget_stands(whom)  # the action has looked them up anew

    def _trust(self, event: told.MadeSteward) -> None:
        into, whom = self.cast.circles[event.circle], self.cast.members[event.whom]
        theirs = Membership.objects.get(circle=into, member=whom)
        theirs.circle, theirs.member = into, whom
        with made_up():
            entrust(by=self.cast.members[event.by], membership=theirs, warrant=theirs.act, at=event.at)
        forget_stands(whom)

    def _leave(self, event: told.Left) -> None:
        membership.leave(by=self.cast.members[event.by], circle=self.cast.circles[event.circle], at=event.at)
