"""What simulated people offer and keep, through the actions."""

from __future__ import annotations

from datetime import datetime

from dugnad.asks.actions import living, offers
from dugnad.asks.enums import Unit
from dugnad.demo.simulation import timeline as told
from dugnad.demo.writing.acting.cast import Cast
from dugnad.demo.writing.ways import Ways
from dugnad.kit.ids import new_key


class ActingLasting:
    """Each event is one action, or what a follower of the ledger does after it."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def ways(self) -> Ways:
        """What to do for each kind of event."""
        return {
            told.Offered: self._offer,
            told.Reserved: self._reserve,
            told.Agreed: self._agree,
            told.Distilled: self._distil,
        }

    def _offer(self, event: told.Offered) -> None:
        by = self.cast.members[event.by]
        self.cast.offers[event.offer] = offers.offer(
            by=by,
            circle=self.cast.circles[event.circle],
            kind=self.cast.ground.kinds[event.kind],
            title=event.title,
            text=event.text,
            place=by.place,
            unit=Unit(event.unit),
            capacity=event.capacity,
            stretches=[offers.Stretch(*stretch) for stretch in event.stretches],
            form_key=new_key(),
            at=event.at,
        )

    def _reserve(self, event: told.Reserved) -> None:
        by, offer, ask = self.cast.members[event.by], self.cast.offers[event.offer], self.cast.asks[event.ask]
        starts, _ends = self._stretch(event)
        opening = offer.openings.get(starts_at=starts)
        opening.offer = offer
        (held,) = offers.take(by=by, opening=opening, ask=ask, form_key=new_key(), at=event.at)
        self.cast.reservations[event.reservation] = held

    def _agree(self, event: told.Agreed) -> None:
        held = self.cast.reservations[event.reservation]
        offers.agree(by=self.cast.members[event.by], reservation=held, at=event.at)

    def _distil(self, event: told.Distilled) -> None:
        living.distil(
            by=self.cast.members[event.by],
            ask=self.cast.asks[event.ask],
            page=living.Page(event.title, event.text, event.jurisdiction, event.review_on),
            credited=[self.cast.answers[number] for number in event.answers],
            form_key=new_key(),
            at=event.at,
        )

    def _stretch(self, event: told.Reserved) -> tuple[datetime, datetime]:
        told_of = (one for one in self.cast.timeline.events if isinstance(one, told.Offered))
        return next(one.stretches[event.stretch] for one in told_of if one.offer == event.offer)
