"""How many, and how long."""

from __future__ import annotations

WORDS = 3
"""Members who give their word for somebody before they come into a protected circle."""
LONGEST = 90
"""Days at most that what is written in a protected circle is kept."""
KEEPING = (7, 30, 90)
"""Days that stewards may choose from; a circle that is not protected may also keep for ever."""
