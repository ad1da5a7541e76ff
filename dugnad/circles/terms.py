"""How long, and how many: the numbers that circles live by, in one place."""

from __future__ import annotations

from datetime import timedelta

SETTLED_AFTER = timedelta(days=30)
"""From then on a member may give their word for somebody else. Stewards need not wait."""
TRUSTED_AFTER = timedelta(days=70)
"""From then on, with enough words that stand for them, a member is trusted."""
FOUNDING = timedelta(days=30)
"""Whoever comes into a closed or hidden circle in its first days is no newcomer to it: nobody has been there longer."""
RETURN_WITHIN = timedelta(days=7)
"""Whoever left of their own accord may come back without asking."""
APPLY_AGAIN_AFTER = timedelta(days=7)
"""After "not now"."""
INVITATION_DAYS = (1, 7, 30)
"""For how long a link may be made to last; the middle one is offered first."""
USES_BY_KNOWN = (1,)
USES_BY_MEMBER = (1, 5)
USES_BY_STEWARD = (1, 5, 25)
"""For how many people one link may be."""
LINKS_AT_A_TIME = 10
"""Living links of one member into one circle."""
BANS_BELOW = 2
"""So many people kept out who came in on one member's word, within `BANS_WITHIN`, and that word rests."""
BANS_WITHIN = timedelta(days=90)
FIRST_DAYS = timedelta(days=14)
"""For so long a circle's founder, tending it alone, may choose a second steward without an election."""
