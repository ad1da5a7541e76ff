"""Asking for an election: a fifth of the members is enough, whoever tends the circle."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.circles import rules as circle_rules
from dugnad.circles.actions.ending import hold
from dugnad.circles.models import Circle
from dugnad.elections.actions.opening import begin
from dugnad.elections.acts import ELECTION_ASKED, ELECTION_UNASKED
from dugnad.elections.enums import Reason
from dugnad.elections.models import Asking, Election
from dugnad.elections.queries.board import asked, needed, resting_until
from dugnad.elections.queries.electorate import is_settled
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member


@transaction.atomic
def ask(*, by: Member, circle: Circle, at: datetime | None = None) -> Election | None:
    """Ask for an election; the one that opens by it, if this was the last voice needed. It is not told who asked.

    Raises `Refused` for newcomers, while there is an election, and for a month after the last one.
    """
    at = at or now()
    hold(circle)
    circle_rules.belongs.require(by, circle)
    if not is_settled(by, circle, at):
        raise Refused(_("You are new here. After a week in the circle you can ask for an election."))
    if Election.objects.filter(circle=circle, closed_at=None).exists():
        raise Refused(_("There is an election already. Wait until it is over."))
    if resting_until(circle, at):
        raise Refused(_("This circle has voted not long ago. A month after that you can ask for another election."))
    act = record(ELECTION_ASKED, by=by, about=circle.pk, circle=circle.pk, audience=Audience.PRIVATE, at=at)
    Asking.objects.filter(circle=circle, member=by).delete()  # an old one, that had lost its force
    try:
        with transaction.atomic():
            Asking.objects.create(act=act, circle=circle, member=by, at=at)
    except IntegrityError as twice:
        raise Refused(_("You have asked for it already.")) from twice
    if asked(circle, at) < needed(circle, at):
        return None
    return begin(by=None, circle=circle, reason=Reason.ASKED, at=at)


@transaction.atomic
def take_back(*, by: Member, circle: Circle, at: datetime | None = None) -> None:
    """Not ask for it any more."""
    mine = Asking.objects.filter(circle=circle, member=by)
    if not mine.delete()[0]:
        raise Refused(_("You do not ask for an election, so there is nothing to take back."))
    record(ELECTION_UNASKED, by=by, about=circle.pk, circle=circle.pk, audience=Audience.PRIVATE, at=at or now())
