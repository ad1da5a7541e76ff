"""How long answers by e-mail are taken and kept, and how many."""

from __future__ import annotations

from datetime import timedelta

ANSWERABLE_FOR = timedelta(days=30)
"""How long the address in a letter can be answered to."""
HELD_FOR = timedelta(days=7)
"""How long an answer waits for its writer to say that it is meant so."""
RECEIVED_KEPT = timedelta(days=60)
"""How long it is known that a message has come: the same one acts once. No words are kept."""
TALLIES_KEPT = timedelta(days=90)

PER_LETTER = (10, timedelta(days=1))
PER_MEMBER = (60, timedelta(days=1))
"""Answers that are looked at. The next are put off: mail servers bring them again later."""
PER_MAILBOX = (50, timedelta(days=1))
"""Messages to an address that an office was given. The next are put off."""
LETTERS_BACK = (10, timedelta(days=1))
"""Letters to one member about their answers. Beyond that something is answering by itself."""
