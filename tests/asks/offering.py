"""What tests of offers and living answers begin with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dugnad.asks.actions import living, offers
from dugnad.asks.actions.asking import Need, ask
from dugnad.asks.enums import State, Unit
from dugnad.asks.models import Ask, Kind, LivingAnswer, Offer
from dugnad.circles.models import Circle
from dugnad.people.models import Member


def shelter() -> Kind:
    """A kind to ask and offer in."""
    return Kind.objects.get_or_create(id="shelter", defaults={"names": {"en": "Shelter"}})[0]


def offered(by: Member, circle: Circle, key: str = "o1", capacity: int = 2) -> Offer:
    """Two beds, from an hour on."""
    start = datetime.now(UTC) + timedelta(hours=1)
    tonight = offers.Stretch(start, start + timedelta(hours=12))
    return offers.offer(
        by=by, circle=circle, kind=shelter(), title=f"A room {key}", unit=Unit.BEDS, capacity=capacity,
        stretches=[tonight], form_key=key,
    )  # fmt: skip


def asked(by: Member, circle: Circle, key: str = "a1") -> Ask:
    """An open ask."""
    return ask(by=by, circle=circle, need=Need(kind=shelter(), title=f"A bed {key}"), form_key=key)


def distilled(by: Member, circle: Circle, key: str = "l1") -> LivingAnswer:
    """A living answer from an ask of `by`."""
    need = asked(by, circle, f"from-{key}")
    Ask.objects.filter(pk=need.pk).update(state=State.HELPED)
    need.refresh_from_db()
    page = living.Page(f"What works {key}", "Ask twice.", "Sweden", datetime.now(UTC).date() + timedelta(days=90))
    return living.distil(by=by, ask=need, page=page, credited=[], form_key=key)
