"""The choices and the numbers of elections."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why there is an election."""

    STEWARD = "steward", _("A steward called it.")
    TERM = "term", _("The term of those who tend the circle was over.")
    ASKED = "asked", _("A fifth of the members asked for it.")
    SILENCE = "silence", _("No steward had been here for a month.")


class Phase(models.TextChoices):
    """How far an election has come."""

    STANDING = "standing", _("Who will stand?")
    VOTING = "voting", _("The vote is open")
    COUNTING = "counting", _("The votes are being counted")
    CLOSED = "closed", _("Over")


FEWEST_STEWARDS = 2
ASKED_FOR = 3
"""Stewards a circle is asked to have, and seats of an election unless whoever calls it says otherwise."""
MOST_SEATS = 7
MONTHS = 12
SHORTEST_TERM, LONGEST_TERM = 3, 24
"""Months."""
STANDING_DAYS, VOTING_DAYS = 3, 7
"""For saying that one stands, and then for voting; a day each at the least."""
MOST_STANDING_DAYS, MOST_VOTING_DAYS = 14, 21
SETTLED = timedelta(days=7)
"""So long somebody has to be in the circle, when an election opens, to vote, to stand and to ask for one."""
FEWEST_VOTERS = 2
FIFTH = 5
"""One of so many who may vote has to ask; never one alone."""
ASKING_LASTS = timedelta(days=30)
REST = timedelta(days=30)
"""So long after an election members and the clock open no other."""
ANNOUNCED = timedelta(days=30)
"""Before the end of a term."""
SHUT_AFTER, ELECT_AFTER = timedelta(days=7), timedelta(days=30)
"""Days without any steward until nobody new comes in, and until there is an election."""
