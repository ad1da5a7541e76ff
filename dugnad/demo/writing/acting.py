"""Writes a timeline through the actions that members' pages call, one event after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from dugnad.asks import jobs
from dugnad.asks.actions import answering, asking, calls, holding, living, offers
from dugnad.asks.enums import Nature, Unit, Urgency, Voice
from dugnad.asks.models import Answer, Ask, Call, Offer, Reservation
from dugnad.asks.queries.calls import open_of
from dugnad.circles.actions import application, circle, invitation, membership, tending
from dugnad.circles.actions.vouch import vouch
from dugnad.circles.enums import Openness, Progress
from dugnad.circles.models import Application, Circle, Invitation, Membership
from dugnad.circles.rules import forget_stands
from dugnad.demo.simulation import timeline as told
from dugnad.demo.writing.ground import Ground
from dugnad.demo.writing.profiles import describe
from dugnad.kit.ids import new_key
from dugnad.kit.refusal import Refused
from dugnad.people.actions.member import arrive
from dugnad.people.models import Member

NORMS = 1
"""The version of the norms that everybody reads: they never change."""


class Acting:
    """Performs events in their order. Its lists hold the rows by the numbers of the timeline."""

    def __init__(self, timeline: told.Timeline, ground: Ground) -> None:
        self.timeline, self.ground = timeline, ground
        self.members: dict[int, Member] = {}
        self.circles: dict[int, Circle] = {}
        self.links: dict[int, Invitation] = {}
        self.asks: dict[int, Ask] = {}
        self.answers: dict[int, Answer] = {}
        self.calls: dict[int, Call] = {}
        self.offers: dict[int, Offer] = {}
        self.reservations: dict[int, Reservation] = {}
        self._how: Mapping[type[told.Event], Callable[[Any], object]] = _ways(self)

    def play(self) -> None:
        """All of it."""
        for event in self.timeline.events:
            self.do(event)

    def do(self, event: told.Event) -> None:
        """One event. Raises `Refused` where a member could not do that."""
        self._how[type(event)](event)

    @transaction.atomic
    def arrive(self, event: told.Arrived) -> None:
        person = self.timeline.people[event.by]
        bringer = self.members.get(event.brought_by)
        member = arrive(handle=person.handle, passphrase=None, brought_by=bringer, at=event.at)
        self.members[person.number] = member
        describe(member, person, self.ground)

    def found(self, event: told.Founded) -> None:
        room = self.timeline.rooms[event.circle]
        self.circles[event.circle] = circle.found(
            by=self.members[event.by],
            name=room.name,
            purpose=room.purpose,
            openness=Openness(room.openness),
            at=event.at,
            place=None if room.town is None else self.ground.places[room.town],
            profession=self.ground.skills[room.profession] if room.profession else None,
            norms=room.norms,
            questions=list(room.questions),
        )

    def join(self, event: told.Joined) -> None:
        membership.join(by=self.members[event.by], circle=self.circles[event.circle], norms=NORMS, at=event.at)

    def invite(self, event: told.Invited) -> None:
        by, into = self.members[event.by], self.circles[event.circle]
        self.links[event.invitation], _token = invitation.invite(by=by, circle=into, note=event.note, at=event.at)

    def follow(self, event: told.FollowedLink) -> None:
        invitation.take_up(by=self.members[event.by], invitation=self.links[event.invitation], at=event.at)

    def accept(self, event: told.CameByLink) -> None:
        link = self.links[event.invitation]
        invitation.accept(by=self.members[event.by], invitation=link, norms=NORMS, at=event.at)

    def apply(self, event: told.Applied) -> None:
        into = self.circles[event.circle]
        application.apply(by=self.members[event.by], circle=into, norms=NORMS, answers=event.answers, at=event.at)

    def vouch(self, event: told.Vouched) -> None:
        by, into, whom = self.members[event.by], self.circles[event.circle], self.members[event.whom]
        vouch(by=by, circle=into, for_member=whom, words=event.words, at=event.at)

    def admit(self, event: told.Admitted) -> None:
        into, whom = self.circles[event.circle], self.members[event.whom]
        waiting = Application.objects.get(circle=into, member=whom, progress=Progress.WAITING)
        waiting.circle, waiting.member = into, whom
        application.admit(by=self.members[event.by], application=waiting, at=event.at)
        forget_stands(whom)  # the action has looked them up anew

    def trust(self, event: told.MadeSteward) -> None:
        into, whom = self.circles[event.circle], self.members[event.whom]
        theirs = Membership.objects.get(circle=into, member=whom)
        theirs.circle, theirs.member = into, whom
        tending.make_steward(by=self.members[event.by], membership=theirs, at=event.at)
        forget_stands(whom)

    def leave(self, event: told.Left) -> None:
        membership.leave(by=self.members[event.by], circle=self.circles[event.circle], at=event.at)

    def ask(self, event: told.Asked) -> None:
        voice = Voice.BEHALF if event.case else Voice.OWN
        self.asks[event.ask] = asking.ask(
            by=self.members[event.by],
            circle=self.circles[event.circle],
            need=asking.Need(
                kind=self.ground.kinds[event.kind],
                title=event.title,
                text=event.text,
                urgency=Urgency(event.urgency),
                place=None if event.town is None else self.ground.places[event.town],
                languages=event.languages,
            ),
            form_key=new_key(),
            speaker=asking.Speaker(voice=voice, case_name=event.case),
            at=event.at,
        )

    def rise(self, event: told.Rose) -> None:
        jobs.rise(event.at)

    def answer(self, event: told.Answered) -> None:
        self.answers[event.answer] = answering.answer(
            by=self.members[event.by],
            ask=self.asks[event.ask],
            text=event.text,
            form_key=new_key(),
            nature=Nature(event.nature) if event.nature else None,
            at=event.at,
        )
        by, ask = self.members[event.by], self.asks[event.ask]
        calls.come(ask=ask, person_key=by.person_key, at=event.at)  # as the follower of calls does

    def thank(self, event: told.Thanked) -> None:
        answering.thank(by=self.members[event.by], answer=self.answers[event.answer], at=event.at)

    def say_helped(self, event: told.Helped) -> None:
        answering.say_helped(by=self.members[event.by], answer=self.answers[event.answer], at=event.at)

    def take(self, event: told.Took) -> None:
        holding.take(by=self.members[event.by], ask=self.asks[event.ask], at=event.at)

    def hand_over(self, event: told.HandedOver) -> None:
        holding.hand_over(by=self.members[event.by], ask=self.asks[event.ask], note=event.note, at=event.at)

    def end(self, event: told.Ended) -> None:
        ending = holding.resolve if event.helped else holding.close
        ask = self.asks[event.ask]
        ending(by=self.members[event.by], ask=ask, note=event.note, at=event.at)
        with transaction.atomic():
            calls.end(calls=open_of(ask.pk), at=event.at)  # as the follower of calls does

    def call(self, event: told.Called) -> None:
        ask, whom = self.asks[event.ask], self.members[event.whom]
        made = calls.call_by_name(ask=ask, member=whom.pk, wave=1, fit=event.fit, at=event.at)
        if made is None:
            raise Refused(f"{whom.handle} may not be called for ask {event.ask}.")
        self.calls[event.call] = made

    def accept_call(self, event: told.AcceptedCall) -> None:
        calls.accept(by=self.members[event.by], call=self.calls[event.call], at=event.at)

    def decline_call(self, event: told.DeclinedCall) -> None:
        calls.decline(by=self.members[event.by], call=self.calls[event.call], at=event.at)

    def run_out(self, event: told.CallRanOut) -> None:
        calls.run_out(call=self.calls[event.call], at=event.at)

    def offer(self, event: told.Offered) -> None:
        by = self.members[event.by]
        self.offers[event.offer] = offers.offer(
            by=by,
            circle=self.circles[event.circle],
            kind=self.ground.kinds[event.kind],
            title=event.title,
            text=event.text,
            place=by.place,
            unit=Unit(event.unit),
            capacity=event.capacity,
            stretches=[offers.Stretch(*stretch) for stretch in event.stretches],
            form_key=new_key(),
            at=event.at,
        )

    def reserve(self, event: told.Reserved) -> None:
        by, offer, ask = self.members[event.by], self.offers[event.offer], self.asks[event.ask]
        starts, _ends = told_stretch(self.timeline, event)
        opening = offer.openings.get(starts_at=starts)
        opening.offer = offer
        (held,) = offers.take(by=by, opening=opening, ask=ask, form_key=new_key(), at=event.at)
        self.reservations[event.reservation] = held

    def agree(self, event: told.Agreed) -> None:
        held = self.reservations[event.reservation]
        offers.agree(by=self.members[event.by], reservation=held, at=event.at)

    def distil(self, event: told.Distilled) -> None:
        living.distil(
            by=self.members[event.by],
            ask=self.asks[event.ask],
            page=living.Page(event.title, event.text, event.jurisdiction, event.review_on),
            credited=[self.answers[number] for number in event.answers],
            form_key=new_key(),
            at=event.at,
        )


def told_stretch(timeline: told.Timeline, event: told.Reserved) -> Any:
    """From when until when the place is held that a reservation tells of."""
    return next(
        one.stretches[event.stretch]
        for one in timeline.events
        if isinstance(one, told.Offered) and one.offer == event.offer
    )


def _ways(acting: Acting) -> Mapping[type[told.Event], Callable[[Any], object]]:
    return {
        told.Arrived: acting.arrive,
        told.Founded: acting.found,
        told.Joined: acting.join,
        told.Invited: acting.invite,
        told.FollowedLink: acting.follow,
        told.CameByLink: acting.accept,
        told.Applied: acting.apply,
        told.Vouched: acting.vouch,
        told.Admitted: acting.admit,
        told.MadeSteward: acting.trust,
        told.Left: acting.leave,
        told.Asked: acting.ask,
        told.Rose: acting.rise,
        told.Answered: acting.answer,
        told.Thanked: acting.thank,
        told.Helped: acting.say_helped,
        told.Took: acting.take,
        told.HandedOver: acting.hand_over,
        told.Ended: acting.end,
        told.Called: acting.call,
        told.AcceptedCall: acting.accept_call,
        told.DeclinedCall: acting.decline_call,
        told.CallRanOut: acting.run_out,
        told.Offered: acting.offer,
        told.Reserved: acting.reserve,
        told.Agreed: acting.agree,
        told.Distilled: acting.distil,
    }
