"""What the clock does: it looks whether circles are tended, ends terms, and opens and counts elections."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from dugnad.circles.enums import Standing
from dugnad.circles.models import Circle, Membership
from dugnad.elections.actions.closing import close
from dugnad.elections.actions.opening import begin
from dugnad.elections.acts import TERM_ENDING
from dugnad.elections.enums import ANNOUNCED, ELECT_AFTER, MONTHS, REST, Reason
from dugnad.elections.models import Candidate, Election, Term, Watch
from dugnad.elections.queries.board import MONTH
from dugnad.elections.queries.silence import day, last_seen, signed_in_on
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record


def look(at: datetime) -> None:
    """Everything, in the order in which one thing follows from another. May run twice."""
    begin_to_count(at)
    note_who_was_here(at)
    announce_ends(at)
    count_votes(at)
    end_terms(at)
    end_silence(at)


def begin_to_count(at: datetime) -> None:
    """Circles the clock has not seen before: from today their stewards' days count, and their term runs."""
    known = [(circle.pk, circle.created_at) for circle in Circle.objects.filter(watch=None).only("created_at")]
    Watch.objects.bulk_create([Watch(circle_id=pk, seen_on=day(at)) for pk, _at in known], ignore_conflicts=True)
    unbounded = Circle.objects.filter(term=None).only("created_at")
    Term.objects.bulk_create(
        [Term(circle=one, ends_at=max(one.created_at + MONTHS * MONTH, at + ANNOUNCED)) for one in unbounded],
        ignore_conflicts=True,
    )


def note_who_was_here(at: datetime) -> None:
    """The last day of each circle, from sign-ins; and from acts where it would soon count as untended."""
    soon = day(at) - timedelta(days=1)
    behind = dict(Watch.objects.filter(seen_on__lt=day(at)).values_list("circle", "seen_on"))
    signed_in = signed_in_on(behind)
    for circle, seen in behind.items():
        last = max(seen, signed_in.get(circle, seen))
        if last < soon:
            last = last_seen(circle, last)
        if last > seen:
            Watch.objects.filter(circle=circle, seen_on__lt=last).update(seen_on=last)


def announce_ends(at: datetime) -> None:
    """A month before."""
    due = Term.objects.filter(announced_at=None, ends_at__lte=at + ANNOUNCED)
    for circle in due.values_list("circle", flat=True):
        with transaction.atomic():
            if Term.objects.filter(circle=circle, announced_at=None).update(announced_at=at) == 1:
                record(TERM_ENDING, by=None, about=circle, circle=circle, at=at)


def count_votes(at: datetime) -> None:
    """Those whose time is over, and those for which nobody stood in time."""
    unclosed = Election.objects.filter(closed_at=None).select_related("circle")
    for election in unclosed.filter(stands_until__lte=at):
        standing = Candidate.objects.filter(election=election).exclude(stands_since=None)
        if election.closes_at <= at or not standing.exists():
            close(election, at=at)


def end_terms(at: datetime) -> None:
    """An election where a term is over; where there is nobody to choose, it goes on for a month."""
    for term in Term.objects.filter(ends_at__lte=at).select_related("circle"):
        if not _open(term.circle, Reason.TERM, at):
            Term.objects.filter(pk=term.pk, ends_at=term.ends_at).update(ends_at=at + REST)


def end_silence(at: datetime) -> None:
    """An election where no steward was here for a month."""
    silent = Watch.objects.filter(seen_on__lte=day(at) - ELECT_AFTER).select_related("circle")
    lately = Election.objects.filter(closed_at__gt=at - REST).values("circle")
    inside = Membership.objects.filter(standing=Standing.ACTIVE).values("circle")
    for watch in silent.filter(circle__in=inside).exclude(circle__in=lately):
        _open(watch.circle, Reason.SILENCE, at)


def _open(circle: Circle, reason: Reason, at: datetime) -> bool:
    """Whether there is an election now: this one, or one that ran already."""
    if Election.objects.filter(circle=circle, closed_at=None).exists():
        return True
    try:
        with transaction.atomic():
            begin(by=None, circle=circle, reason=reason, at=at)
    except Refused:
        return False
    return True
