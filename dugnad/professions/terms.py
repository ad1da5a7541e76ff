"""How many, and how long."""

from __future__ import annotations

from datetime import timedelta

NEEDED = 2
"""Members of the profession who vouch, unless the movement has set another number."""
FEWEST, MOST = 1, 5
HOLDS = timedelta(days=365)
RENEWED_FROM = timedelta(days=60)
"""So long before its end a mark can be vouched for anew."""
TOLD_BEFORE = timedelta(days=31)
GRACE = timedelta(days=30)
"""How long a mark still stands when too few words are left that stand for it."""
FIRST_ONES = 3
"""So many more than are needed may be named without words. Then it is the profession itself that vouches."""
