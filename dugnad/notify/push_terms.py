"""How often browsers are woken, and how long one that does not answer is tried."""

from __future__ import annotations

from datetime import timedelta

APART = timedelta(minutes=5)
"""Between two times that one browser is woken."""
LEASE = timedelta(minutes=1)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
MOST_FAILURES = 30
"""One after the other: about a week. Then the browser is forgotten."""
MOST_BROWSERS = 10
"""Of one member."""
GIVEN_A_DAY = (40, timedelta(days=1))
KEPT_FOR = timedelta(hours=24)
"""How long a push service keeps it for a browser that is asleep. The notice itself waits in the inbox."""
