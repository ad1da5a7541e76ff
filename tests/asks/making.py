"""Asks and answers for tests, made the way members make them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from dugnad.asks.actions.answering import answer
from dugnad.asks.actions.asking import Need, Speaker, ask
from dugnad.asks.enums import Nature, Urgency, Voice
from dugnad.asks.models import Answer, Ask, Kind
from dugnad.circles.models import Circle
from dugnad.kit.ids import new_key
from dugnad.people.models import Member
from tests.cast import NOON, again

SOON = NOON + timedelta(minutes=11)
UNDER_ANOTHER_NAME = Speaker(Voice.PSEUDONYM, "Nightingale")


def make_kind(name: str = "Shelter") -> Kind:
    """A kind of the movement, the same for the same name."""
    return Kind.objects.get_or_create(id=name.lower(), defaults={"names": {"en": name, "sv": "Tak"}})[0]


def make_ask(
    by: Member,
    circle: Circle,
    *,
    title: str = "A bed for two nights",
    text: str = "He is calm and afraid of dogs.",
    urgency: Urgency = Urgency.TODAY,
    speaker: Speaker | None = None,
    at: datetime = NOON,
    **need: Any,
) -> Ask:
    """An ask in `circle`."""
    what = Need(kind=make_kind(), title=title, text=text, urgency=urgency, **need)
    return ask(by=again(by), circle=circle, need=what, form_key=new_key(), speaker=speaker or Speaker(), at=at)


def make_answer(
    by: Member,
    to: Ask,
    *,
    text: str = "We have a room and no dog.",
    nature: Nature = Nature.PRACTICAL,
    at: datetime = SOON,
    **facts: Any,
) -> Answer:
    """An answer to an ask, or words added to it by its asker."""
    return answer(by=again(by), ask=to, text=text, nature=nature, form_key=new_key(), at=at, **facts)
