"""Groups made to deceive a measure. Each looks like solidarity in one way, or hides it (4-measures, section 9)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.generated.forests import Ints

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Helped:
    """Answers in a group of `members` (places from 0 on) with `asks` asks, one row each; all columns of one length.

    `helper` answered `ask`, which `asker` had put, on day `at`, after `waited` minutes.
    """

    members: int
    asks: int
    helper: Ints
    asker: Ints
    ask: Ints
    at: Floats
    waited: Floats

    @property
    def each(self) -> Ints:
        """How often each member helped, shape (members,)."""
        return np.bincount(self.helper, minlength=self.members).astype(np.int64)


def one_helper(seed: int, *, members: int = 60, asks: int = 300) -> Helped:
    """Member 0 answers everything, and never asks: nearly every ask is answered, and nothing is mutual."""
    rng = np.random.default_rng(seed)
    asker = 1 + rng.integers(members - 1, size=asks)
    return _answered(rng, members, np.zeros(asks, np.int64), asker, rng.exponential(40, asks))


def ring(seed: int, *, members: int = 60, ring: int = 4, asks: int = 300) -> Helped:
    """Members 0 to `ring` - 1, one person with several names, answer each other in turn: reciprocity of a few."""
    rng = np.random.default_rng(seed)
    asker = rng.integers(ring, size=asks)
    return _answered(rng, members, (asker + 1) % ring, asker, rng.exponential(5, asks))


def bots(seed: int, *, members: int = 60, bots: int = 3, asks: int = 300) -> Helped:
    """The last `bots` members answer everything within a minute, none of which is help."""
    rng = np.random.default_rng(seed)
    helper = members - 1 - rng.integers(bots, size=asks)
    return _answered(rng, members, helper, rng.integers(members - bots, size=asks), rng.uniform(0, 1, asks))


def burst_of_one(seed: int, *, members: int = 60, asks: int = 300) -> Helped:
    """Member 0 does two thirds of everything in one hour of day 14; the rest is spread over people and days."""
    rng = np.random.default_rng(seed)
    wave = 2 * asks // 3
    helper = np.concatenate([np.zeros(wave, np.int64), rng.integers(members, size=asks - wave)])
    asker = (helper + 1 + rng.integers(members - 1, size=asks)) % members
    found = _answered(rng, members, helper, asker, rng.exponential(60, asks))
    at = np.concatenate([14 + rng.random(wave) / 24, rng.uniform(0, 28, asks - wave)])
    return Helped(members, asks, found.helper, found.asker, found.ask, at, found.waited)


def alike(*, members: int = 60, each: int = 3) -> Helped:
    """Everybody helps the next in a circle `each` times, once a day, after an hour: no two members differ."""
    helper = np.tile(np.arange(members), each)
    days = np.repeat(np.arange(each), members).astype(np.float64)
    asks = len(helper)
    return Helped(members, asks, helper, (helper + 1) % members, np.arange(asks), days, np.full(asks, 60.0))


def offline(*, members: int = 60, asks: int = 10) -> Helped:
    """Members who ask here and help each other elsewhere: no answer is ever seen."""
    none, never = np.empty(0, np.int64), np.empty(0, np.float64)
    return Helped(members, asks, none, none, none, never, never)


def few(members: int) -> Helped:
    """None, one or two members, of whom the first helped the second once, where there is a second."""
    one = np.zeros(int(members > 1), np.int64)
    return Helped(members, len(one), one, one + 1, one, one.astype(np.float64), one.astype(np.float64) + 10)


def passing(*, voters: int = 60, statements: int = 20) -> NDArray[np.int8]:
    """Votes of people who pass on every statement: 0 throughout, shape (voters, statements)."""
    return np.zeros((voters, statements), np.int8)


def _answered(rng: np.random.Generator, members: int, helper: Ints, asker: Ints, waited: Floats) -> Helped:
    """One answer to each ask, over four weeks."""
    asks = len(helper)
    at = np.sort(rng.uniform(0, 28, asks))
    return Helped(members, asks, helper.astype(np.int64), asker.astype(np.int64), np.arange(asks), at, waited)
