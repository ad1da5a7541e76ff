"""What is forgotten of letters and calls, and when."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from dugnad.campaigns.actions.petition_keys import KEPT_AFTER_CLOSING
from dugnad.campaigns.enums import LetterState
from dugnad.campaigns.models import Letter, LineInUse
from dugnad.campaigns.models.phoning import HALF_AN_HOUR
from dugnad.campaigns.reaching_links import DRAFTS_LAST

A_MARGIN = timedelta(days=1)


@transaction.atomic
def forget(at: datetime) -> int:
    """What is over at `at`; how many rows that were.

    Drafts of people without an account go with their address, whose link has ended; members keep theirs. Of letters
    by people without an account the words and the name go half a year after the campaign was closed: that they were
    sent stays. Who said that they were calling goes when they are not any more.
    """
    unsent = Letter.objects.filter(member=None, created_at__lte=at - DRAFTS_LAST).exclude(state=LetterState.SENT)
    theirs = Letter.objects.filter(member=None, campaign__closed_at__lte=at - KEPT_AFTER_CLOSING, shown=False)
    emptied = theirs.exclude(text="").update(text="", subject="", writer_name="", place=None, marks=None)
    lines = LineInUse.objects.filter(since__lte=at - HALF_AN_HOUR - A_MARGIN)
    return unsent.delete()[0] + emptied + lines.delete()[0]
