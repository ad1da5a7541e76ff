"""What simulated people ask and answer, through the actions."""

from __future__ import annotations

from django.db import transaction

from dugnad.asks import jobs
from dugnad.asks.actions import answering, asking, calls, holding
from dugnad.asks.enums import Nature, Urgency, Voice
from dugnad.asks.queries.calls import open_of
from dugnad.demo.simulation import timeline as told
from dugnad.demo.writing.acting.cast import Cast
from dugnad.demo.writing.ways import Ways
from dugnad.kit.ids import new_key


class ActingTalking:
    """Each event is one action, or what a follower of the ledger does after it."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def ways(self) -> Ways:
        """What to do for each kind of event."""
        return {
            told.Asked: self._ask,
            told.Rose: self._rise,
            told.Answered: self._answer,
            told.Thanked: self._thank,
            told.Helped: self._say_helped,
            told.Took: self._take,
            told.HandedOver: self._hand_over,
            told.Ended: self._end,
        }

    def _ask(self, event: told.Asked) -> None:
        voice = Voice.BEHALF if event.case else Voice.OWN
        self.cast.asks[event.ask] = asking.ask(
            by=self.cast.members[event.by],
            circle=self.cast.circles[event.circle],
            need=asking.Need(
                kind=self.cast.ground.kinds[event.kind],
                title=event.title,
                text=event.text,
                urgency=Urgency(event.urgency),
                place=None if event.town is None else self.cast.ground.places[event.town],
                languages=event.languages,
            ),
            form_key=new_key(),
            speaker=asking.Speaker(voice=voice, case_name=event.case),
            at=event.at,
        )

    def _rise(self, event: told.Rose) -> None:
        jobs.rise(event.at)

    def _answer(self, event: told.Answered) -> None:
        self.cast.answers[event.answer] = answering.answer(
            by=self.cast.members[event.by],
            ask=self.cast.asks[event.ask],
            text=event.text,
            form_key=new_key(),
            nature=Nature(event.nature) if event.nature else None,
            at=event.at,
        )
        by, ask = self.cast.members[event.by], self.cast.asks[event.ask]
        calls.come(ask=ask, person_key=by.person_key, at=event.at)  # as the follower of calls does

    def _thank(self, event: told.Thanked) -> None:
        answering.thank(by=self.cast.members[event.by], answer=self.cast.answers[event.answer], at=event.at)

    def _say_helped(self, event: told.Helped) -> None:
        answering.say_helped(by=self.cast.members[event.by], answer=self.cast.answers[event.answer], at=event.at)

    def _take(self, event: told.Took) -> None:
        holding.take(by=self.cast.members[event.by], ask=self.cast.asks[event.ask], at=event.at)

    def _hand_over(self, event: told.HandedOver) -> None:
        holding.hand_over(by=self.cast.members[event.by], ask=self.cast.asks[event.ask], note=event.note, at=event.at)

    def _end(self, event: told.Ended) -> None:
        ending = holding.resolve if event.helped else holding.close
        ask = self.cast.asks[event.ask]
        ending(by=self.cast.members[event.by], ask=ask, note=event.note, at=event.at)
        with transaction.atomic():
            calls.end(calls=open_of(ask.pk), at=event.at)  # as the follower of calls does
