"""The knobs of a simulated movement. docs/how-it-works/demo.md tells where each number comes from.

Most are guesses, made so that the margins of `kinds.KINDS` come out; none is a finding about real people.
"""

from __future__ import annotations

from dataclasses import dataclass

VERSION = 1
"""Grows when the same parameters and seed begin to make another movement."""


@dataclass(frozen=True)
class Parameters:
    """How many, for how long, and how they are. Shares are 0 to 1."""

    kind: str = "mutual-support"
    members: int = 337
    days: int = 120
    circles: int = 0
    """0: as many as suit the number of members (`circle_count`)."""
    asks: int = 0
    """0: as many as `asks_per_member_month` makes."""
    asks_per_member_month: float = 0.3
    answers_per_ask: float = 10.0
    """Mean over all asks. How far they lie apart is `appeal_shape`'s."""
    appeal_shape: float = 0.42
    """Of the gamma distribution of how much an ask draws people: the smaller, the more get nothing and some a lot."""
    attention_hours: float = 18.0
    """Mean age of an ask when somebody answers it."""
    crowd_exponent: float = 0.7
    """Each of n who read an ask answers at a rate of n to the minus this (4-measures, section 9, g(n))."""
    named_share: float = 0.6
    """Asks that also call members by name; the others are told to everybody alone."""
    named_boost: float = 3.0
    """How much readier than a reader somebody is who is called by name, where their name is seen."""
    pay_back: float = 0.25
    """Chance that an answer comes from somebody whom the asker helped before, where there is one."""
    activity_shape: float = 0.7
    """Of the gamma distribution of how active members are."""
    never_act: float = 0.16
    """Members who join and then only read."""
    hyperactive: int = 0
    """So many do nearly everything."""
    hyperactive_share: float = 0.0
    """Of all answers, theirs."""
    survival_90: float = 0.6
    """Members who still act 90 days after they came."""
    survival_shape: float = 0.6
    """Of the Weibull distribution of how long members stay active: below 1, most go early or not at all."""
    says_goodbye: float = 0.3
    """Of those who stop: who leave their circles with a click. The others fall silent."""
    arrival_tau: float = 0.25
    """How front-loaded joining is: after this share of the days the rate has fallen to 35 % ((1 + t/tau)^-1.5)."""
    emotional_share: float = 0.5
    """Of answers: "I am with you"."""
    thanks_share: float = 0.5
    helped_share: float = 0.3
    taken_share: float = 0.3
    resolved_share: float = 0.8
    """Of answered asks: those whose asker says how it ended."""
    offers_per_member: float = 0.1
    living_share: float = 0.06
    """Of resolved asks: those that become a living answer."""
    open_circles: float = 0.4
    english_share: float = 0.25
    """Members who write in English here; the others write in Swedish."""

    @property
    def circle_count(self) -> int:
        """How many circles there are."""
        return self.circles or max(2, round(self.members**0.5 / 2))

    @property
    def ask_count(self) -> int:
        """How many asks are tried; a few find nobody awake to write them."""
        return self.asks or round(self.asks_per_member_month * self.members * self.days / 30)
