"""Calling an election."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.circles import rules as circle_rules
from dugnad.circles.models import Circle
from dugnad.elections.acts import ELECTION_OPENED
from dugnad.elections.enums import (
    ASKED_FOR,
    FEWEST_STEWARDS,
    MOST_SEATS,
    MOST_STANDING_DAYS,
    MOST_VOTING_DAYS,
    STANDING_DAYS,
    VOTING_DAYS,
    Reason,
)
from dugnad.elections.models import Asking, Election
from dugnad.elections.queries.electorate import enough_to_elect
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.people.models import Member


@transaction.atomic
def call(
    *,
    by: Member,
    circle: Circle,
    seats: int = ASKED_FOR,
    standing_days: int = STANDING_DAYS,
    voting_days: int = VOTING_DAYS,
    at: datetime | None = None,
) -> Election:
    """A steward calls one. Raises `Refused` while there is another, and where nobody but one could vote."""
    circle_rules.tends.require(by, circle)
    if not 1 <= standing_days <= MOST_STANDING_DAYS or not 1 <= voting_days <= MOST_VOTING_DAYS:
        raise Refused(_("There has to be a day at least for standing, and a day for voting."))
    if not FEWEST_STEWARDS <= seats <= MOST_SEATS:
        raise Refused(_("A circle is tended by two at the least, and by seven at most."))
    days = (standing_days, voting_days)
    return begin(by=by, circle=circle, reason=Reason.STEWARD, seats=seats, days=days, at=at or now())


def begin(
    *,
    by: Member | None,
    circle: Circle,
    reason: Reason,
    seats: int = ASKED_FOR,
    days: tuple[int, int] = (STANDING_DAYS, VOTING_DAYS),
    at: datetime,
) -> Election:
    """The last step of every way to an election, in the transaction that is running. `by=None`: the clock."""
    if not enough_to_elect(circle, at):
        raise Refused(
            _("There is nobody to choose yet: two people who have been here for a week can hold an election.")
        )
    election_id = new_id()
    stands_until = at + timedelta(days=days[0])
    try:
        with transaction.atomic():
            act = record(ELECTION_OPENED, by=by, about=election_id, circle=circle.pk, amount=seats, at=at)
            made = Election.objects.create(
                id=election_id,
                act=act,
                circle=circle,
                reason=reason,
                seats=seats,
                opened_at=at,
                stands_until=stands_until,
                closes_at=stands_until + timedelta(days=days[1]),
            )
    except IntegrityError as twice:
        raise Refused(_("There is an election already. Wait until it is over.")) from twice
    Asking.objects.filter(circle=circle).delete()
    return made
