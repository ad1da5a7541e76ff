"""How long, and how many: the numbers that cases live by, in one place."""

from __future__ import annotations

from datetime import timedelta

VOICES = 2
"""Stewards that a measure takes."""
VOICES_TO_KEEP_OUT_LONG = 3
"""For keeping somebody out for longer than `LONG`; all there are if they are fewer, but two."""
LONG = timedelta(days=7)
EMERGENCY = timedelta(hours=24)
"""For so long one steward's measure holds."""
PROPOSAL_WAITS = timedelta(days=14)
"""For so long a proposal waits for a second steward."""
APPEAL_WITHIN = timedelta(days=30)
"""After so long a decided case is closed, and no longer appealed against."""
PANEL = 3
"""People who look at an appeal, where there are so many."""
DRAWN_FOR = timedelta(days=14)
"""After so long others are called besides those who were called to decide about a circle, and have not."""
APPEAL_WAITS = timedelta(days=14)
"""After so long the words given decide; without any, or with as many on both sides, the decision is lifted."""
KEPT_AFTER = timedelta(days=90)
"""How long the words and pictures of reports are kept once a case is closed."""
PAUSE_DAYS = (1, 3, 7, 14, 30)
KEEP_OUT_DAYS = (1, 7, 30, 90)
REPORTS_A_DAY = 20
"""Of one member."""
NETWORK_WINDOW = timedelta(minutes=10)
PROVEN, UNPROVEN = 12, 3
"""Reports from one network in that time, from browsers that did their piece of work and those that did not."""
NOWHERE = 10
"""Times as many where no network is known: those who come over Tor share one."""
NETWORK_KEPT = timedelta(days=1)
"""For so long the hash of a network stands beside what came from it."""
FROM_OUTSIDE = 100
"""In one case."""
COUNTED_FOR = timedelta(days=30)
"""How far back it is counted how much a steward has seen."""
MUCH = 20
"""Cases and pictures in that time after which somebody should rest."""
NEW_FOR = timedelta(days=7)
"""Reporters who came so lately are told of as a number, where many have reported."""
MANY = 5
