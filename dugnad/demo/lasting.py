"""Standing help in the story, the places taken in it, and the pages that keep what worked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial

from django.utils.timezone import localdate

from dugnad.asks.actions import living, offers
from dugnad.asks.enums import Unit
from dugnad.asks.models import Reservation
from dugnad.demo import shapes
from dugnad.demo.stage import Deed, Stage
from dugnad.kit.ids import new_key
from dugnad.methods.calendar import Pattern, stretches

EVERY_DAY = frozenset(range(7))
AGREED = 25
"""Minutes until the one who offers says yes."""


def deeds(stage: Stage) -> Iterator[Deed]:
    """Offers, reservations and living answers."""
    for offer in stage.script.offers:
        yield Deed(stage.ago(minutes=offer.minutes_ago), partial(_offer, stage, offer))
        for reserved in offer.reservations:
            yield from _reserves(stage, offer, reserved)
    for page in stage.script.living:
        yield Deed(stage.ago(days=page.days_ago), partial(_distil, stage, page))


def still_open(told: shapes.Offer, now: datetime, zone: str) -> list[offers.Stretch]:
    """The times in which the offer stands, by the clock of `zone`, without those that are over `now`; in order."""
    found = []
    for day in told.open_days(localdate(now)):
        pattern = Pattern(day, day, EVERY_DAY, told.from_time or time.min, told.until_time or time.min, zone)
        found += [offers.Stretch(*stretch) for stretch in stretches(pattern)]
    return [stretch for stretch in found if stretch.ends_at > now]


def _offer(stage: Stage, told: shapes.Offer, at: datetime) -> None:
    by = stage.members[told.by]
    stage.offers[told.code] = offers.offer(
        by=by,
        circle=stage.circles[told.circle],
        kind=stage.kinds[told.kind],
        title=told.title,
        text=told.text,
        place=stage.place(told.town),
        unit=Unit(told.unit),
        capacity=told.capacity,
        stretches=still_open(told, stage.now, by.time_zone),
        form_key=new_key(),
        at=at,
    )


def _reserves(stage: Stage, offer: shapes.Offer, told: shapes.Reservation) -> Iterator[Deed]:
    at = stage.ago(minutes=told.minutes_ago)
    held: list[Reservation] = []
    yield Deed(at, partial(_hold, stage, offer.code, told, held))
    if told.agreed:
        yield Deed(stage.soon_after(at, AGREED), partial(_agree, stage, offer, held))


def _hold(stage: Stage, code: str, told: shapes.Reservation, held: list[Reservation], at: datetime) -> None:
    ask, offer = stage.asks[told.ask], stage.offers[code]
    opening = offer.openings.order_by("starts_at")[told.open_day]
    opening.offer = offer
    by = ask.author
    assert by is not None
    held += offers.take(by=by, opening=opening, ask=ask, wanted=told.amount, form_key=new_key(), at=at)


def _agree(stage: Stage, offer: shapes.Offer, held: list[Reservation], at: datetime) -> None:
    for reservation in held:
        offers.agree(by=stage.members[offer.by], reservation=reservation, at=at)


def _distil(stage: Stage, told: shapes.LivingAnswer, at: datetime) -> None:
    page = living.Page(
        title=told.title,
        text=told.body,
        jurisdiction=told.jurisdiction,
        review_on=localdate(stage.now) + timedelta(days=told.review_in_days),
    )
    living.distil(
        by=stage.members[told.by],
        ask=stage.asks[told.ask],
        page=page,
        credited=[
            answer
            for (ask, _number), answer in stage.answers.items()
            if ask == told.ask and answer.author and answer.author.handle in told.credited
        ],
        form_key=new_key(),
        at=at,
    )
