"""Bulk writing of offers, places taken in them, and pages of what worked."""

from __future__ import annotations

from dugnad.asks.actions.offers import HOLD
from dugnad.asks.acts import DISTILLED, HELD_PLACE, KEPT_PLACE, OFFERED
from dugnad.asks.enums import Booking
from dugnad.demo.simulation import timeline as told
from dugnad.demo.writing.coming import Coming
from dugnad.demo.writing.states import Booked, Help, Page
from dugnad.demo.writing.talking import Talking
from dugnad.demo.writing.ways import Ways
from dugnad.kit.ids import new_id, new_ids
from dugnad.ledger.recording_many import Pad


class Lasting:
    """What the actions of offers and living answers would write."""

    def __init__(self, coming: Coming, talking: Talking, pad: Pad) -> None:
        self.coming, self.talking, self.pad = coming, talking, pad
        self.offers: dict[int, Help] = {}
        self.booked: dict[int, Booked] = {}
        self.pages: dict[int, Page] = {}

    def ways(self) -> Ways:
        """What to do for each kind of event."""
        return {
            told.Offered: self._offer,
            told.Reserved: self._reserve,
            told.Agreed: self._agree,
            told.Distilled: self._distil,
        }

    def _offer(self, event: told.Offered) -> None:
        by, circle, offer_id = self.coming.members[event.by], self.coming.circles[event.circle], new_id()
        act = self.pad.record(OFFERED, at=event.at, about=offer_id, by=by.key, circle=circle.id, amount=event.capacity)
        openings = tuple(new_ids(len(event.stretches)))
        self.offers[event.offer] = Help(event, act, offer_id, circle, by, openings)

    def _reserve(self, event: told.Reserved) -> None:
        offer, ask, by = self.offers[event.offer], self.talking.asks[event.ask], self.coming.members[event.by]
        reservation_id = new_id()
        act = self.pad.record(
            HELD_PLACE,
            at=event.at,
            about=reservation_id,
            by=by.key,
            circle=ask.circle.id,
            toward=offer.author.key,
            cause=ask.act,
            amount=1,
        )
        place = offer.taken[event.stretch] = offer.taken.get(event.stretch, 0) + 1
        until = min(event.at + HOLD, offer.event.stretches[event.stretch][1])
        self.booked[event.reservation] = Booked(event, act, reservation_id, offer, ask, by, place, until)

    def _agree(self, event: told.Agreed) -> None:
        held, by = self.booked[event.reservation], self.coming.members[event.by]
        held.booking = Booking.KEPT
        held.act = self.pad.record(
            KEPT_PLACE,
            at=event.at,
            about=held.id,
            by=by.key,
            circle=held.ask.circle.id,
            toward=held.by.key,
            cause=held.act,
            amount=1,
        )

    def _distil(self, event: told.Distilled) -> None:
        ask, by, page_id = self.talking.asks[event.ask], self.coming.members[event.by], new_id()
        act = self.pad.record(DISTILLED, at=event.at, about=page_id, by=by.key, circle=ask.circle.id, cause=ask.act)
        credited = tuple(self.talking.answers[number] for number in event.answers)
        self.pages[event.living] = Page(event, act, page_id, ask, by, credited)
