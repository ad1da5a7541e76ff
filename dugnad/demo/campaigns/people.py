"""Who signs the demo movement's campaigns, when, and what they write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from dugnad.campaigns.enums import Shown
from dugnad.demo.campaigns.shapes import Words
from dugnad.demo.crowd import Signer
from dugnad.demo.wording import load_phrases
from dugnad.people.models import Place

STEEPNESS = 1.5
"""How fast a petition fades: signatures at a time t after its opening are as (1 + t/τ) to the minus this."""
SHOWS_NAME, ADDS_WORDS, WANTS_UPDATES = 0.12, 0.04, 0.3
"""Shares of signers. Made up."""


def signers(
    chance: Random,
    *,
    code: str,
    number: int,
    opened: datetime,
    until: datetime,
    fades: float,
    words: Words,
    places: Sequence[Place],
) -> Iterator[Signer]:
    """`number` people who sign between `opened` and `until`. `fades` is τ, in days."""
    names = load_phrases().handles
    weights = list(accumulate(place.population for place in places))
    for turn in range(number):
        sent_at = opened + (until - opened - timedelta(hours=1)) * _moment(chance, (until - opened).days or 1, fades)
        name = chance.choice(names).capitalize()
        shown = chance.random()
        yield Signer(
            name=name,
            email=f"{code}.{turn}@example.org",
            sent_at=sent_at,
            at=sent_at + timedelta(minutes=1 + chance.random() * 40),
            place=chance.choices(places, cum_weights=weights)[0] if places else None,
            shown=Shown.WORDS if shown < ADDS_WORDS else Shown.NAME if shown < SHOWS_NAME else Shown.PRIVATE,
            words=chance.choice(words.signed) if shown < ADDS_WORDS else "",
            updates=chance.random() < WANTS_UPDATES,
        )


def _moment(chance: Random, days: float, fades: float) -> float:
    """A share of the time, 0 to 1, by the inverse of the distribution that `STEEPNESS` tells of."""
    power = 1 - STEEPNESS
    end = (1 + days / fades) ** power
    inverse: float = (1 - chance.random() * (1 - end)) ** (1 / power)
    return fades * (inverse - 1) / days


def letter(chance: Random, words: Words) -> str:
    """The words of one letter."""
    middles = chance.sample(words.middles, 2)
    return "\n\n".join([chance.choice(words.openings), *middles, chance.choice(words.endings)])
