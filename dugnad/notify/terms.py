"""How long what is told is kept, and when it is too late to tell."""

from __future__ import annotations

from datetime import timedelta

NOTICES_KEPT = timedelta(days=90)
LETTERS_KEPT = timedelta(days=60)
"""How long the link that stops letters works, too: it stands for the letter it came in."""
FILES_KEPT = timedelta(days=30)
"""Letters in the folder, where no mail server is configured."""
STALE = timedelta(days=3)
"""What is told later than this after it happened makes no letter, and no mark in the frame."""
