"""Bulk writing of who comes, into which circles, by which way, and who goes."""

from __future__ import annotations

from dugnad.circles.acts import (
    ADMITTED,
    APPLIED,
    BROUGHT,
    FOLLOWED,
    FOUNDED,
    INVITED,
    JOINED,
    LEFT,
    ROLE_CHANGED,
    VOUCHED,
)
from dugnad.circles.enums import Openness, Progress, Role, Standing
from dugnad.demo.simulation import timeline as told
from dugnad.demo.writing.states import Inside, Link, Place, Somebody, Wish, Word
from dugnad.demo.writing.ways import Ways
from dugnad.kit.ids import new_id
from dugnad.ledger.models import Audience
from dugnad.ledger.recording_many import Pad, Slip
from dugnad.people.acts import ARRIVED


class Coming:
    """What the actions of people and circles would write."""

    def __init__(self, timeline: told.Timeline, pad: Pad) -> None:
        self.timeline, self.pad = timeline, pad
        self.members: dict[int, Somebody] = {}
        self.circles: dict[int, Place] = {}
        self.inside: dict[tuple[int, int], Inside] = {}
        """By circle and person."""
        self.links: dict[int, Link] = {}
        self.wishes: dict[tuple[int, int], Wish] = {}

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

    def _arrive(self, event: told.Arrived) -> None:
        one = self.members[event.by] = Somebody(self.timeline.people[event.by], event.at)
        bringer = self.members.get(event.brought_by)
        toward = bringer.key if bringer else ""
        self.pad.record(ARRIVED, at=event.at, about=one.key, by=one.key, toward=toward, audience=Audience.MOVEMENT)

    def _found(self, event: told.Founded) -> None:
        room, circle_id = self.timeline.rooms[event.circle], new_id()
        heard = Audience.CIRCLE if room.openness == Openness.HIDDEN else Audience.MOVEMENT
        by = self.members[event.by]
        act = self.pad.record(FOUNDED, at=event.at, about=circle_id, by=by.key, circle=circle_id, audience=heard)
        self.circles[event.circle] = Place(room, event.at, act, circle_id)
        self._enter(event.circle, event.by, event, act).role = Role.STEWARD

    def _enter(
        self, circle: int, person: int, event: told.Event, cause: Slip | None = None, brought_by: Somebody | None = None
    ) -> Inside:
        """As the action of that name does: they are in, whoever brought them did so, and what waited is over."""
        room, member, at = self.circles[circle], self.members[person], event.at
        toward = brought_by.key if brought_by else ""
        act = self.pad.record(JOINED, at=at, about=room.id, by=member.key, circle=room.id, toward=toward, cause=cause)
        one = self.inside[circle, person] = Inside(room, member, act, at, brought_by)
        if brought_by:
            self.pad.record(
                BROUGHT,
                at=at,
                about=room.id,
                by=brought_by.key,
                circle=room.id,
                toward=member.key,
                cause=act,
                amount=1,
                audience=Audience.PRIVATE,
            )
        return one

    def _join(self, event: told.Joined) -> None:
        self._enter(event.circle, event.by, event)

    def _invite(self, event: told.Invited) -> None:
        by, room, link_id = self.members[event.by], self.circles[event.circle], new_id()
        act = self.pad.record(INVITED, at=event.at, about=link_id, by=by.key, circle=room.id, audience=Audience.PRIVATE)
        self.links[event.invitation] = Link(room, by, act, event.at, event.note, link_id)

    def _follow(self, event: told.FollowedLink | told.CameByLink) -> None:
        link, by = self.links[event.invitation], self.members[event.by]
        link.used_by, link.taken_at = by, event.at
        link.use_act = self.pad.record(
            FOLLOWED,
            at=event.at,
            about=link.id,
            by=by.key,
            circle=link.circle.id,
            toward=link.by.key,
            cause=link.act,
            audience=Audience.PRIVATE,
        )

    def _accept(self, event: told.CameByLink) -> None:
        link = self.links[event.invitation]
        if link.used_by is None:
            self._follow(event)
        self._enter(event.circle, event.by, event, link.act, link.by)
        link.ended_at = event.at

    def _apply(self, event: told.Applied) -> None:
        by, room, wish_id = self.members[event.by], self.circles[event.circle], new_id()
        act = self.pad.record(APPLIED, at=event.at, about=wish_id, by=by.key, circle=room.id)
        self.wishes[event.circle, event.by] = Wish(room, by, act, act, event.at, event.answers, wish_id)

    def _vouch(self, event: told.Vouched) -> None:
        wish, by, word_id = self.wishes[event.circle, event.whom], self.members[event.by], new_id()
        act = self.pad.record(
            VOUCHED,
            at=event.at,
            about=word_id,
            by=by.key,
            circle=wish.circle.id,
            toward=wish.member.key,
            cause=wish.asked,
            audience=Audience.PRIVATE,
        )
        wish.words.append(Word(by, act, event.at, event.words, word_id))
        if event.last:
            self._let_in_by_words(event, wish)

    def _let_in_by_words(self, event: told.Vouched, wish: Wish) -> None:
        joined = self._enter(event.circle, event.whom, event, wish.words[-1].act, wish.words[0].by)
        for word in wish.words:
            word.fulfilled_at = event.at
        wish.progress, wish.decided_at = Progress.ADMITTED, event.at
        wish.act = self.pad.record(
            ADMITTED, at=event.at, about=wish.id, circle=wish.circle.id, toward=wish.member.key, cause=joined.act
        )

    def _admit(self, event: told.Admitted) -> None:
        wish, by = self.wishes[event.circle, event.whom], self.members[event.by]
        wish.progress, wish.decided_by, wish.decided_at = Progress.ADMITTED, by, event.at
        wish.act = self.pad.record(
            ADMITTED,
            at=event.at,
            about=wish.id,
            by=by.key,
            circle=wish.circle.id,
            toward=wish.member.key,
            cause=wish.asked,
            audience=Audience.PRIVATE,
        )
        self._enter(event.circle, event.whom, event, wish.asked)

    def _trust(self, event: told.MadeSteward) -> None:
        one, by = self.inside[event.circle, event.whom], self.members[event.by]
        one.role = Role.STEWARD
        one.act = self.pad.record(
            ROLE_CHANGED,
            at=event.at,
            about=one.circle.id,
            by=by.key,
            circle=one.circle.id,
            toward=one.member.key,
            cause=one.act,
        )

    def _leave(self, event: told.Left) -> None:
        one = self.inside[event.circle, event.by]
        one.standing, one.ended_at = Standing.LEFT, event.at
        one.act = self.pad.record(LEFT, at=event.at, about=one.circle.id, by=one.member.key, circle=one.circle.id)
