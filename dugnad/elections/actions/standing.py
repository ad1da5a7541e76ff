"""Standing for election, and proposing somebody."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.elections import rules
from dugnad.elections.acts import PROPOSED, STOOD, STOOD_DOWN
from dugnad.elections.enums import Phase
from dugnad.elections.models import Candidate, Election
from dugnad.elections.queries.electorate import is_settled
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member


@transaction.atomic
def stand(*, by: Member, election: Election, words: str = "", at: datetime | None = None) -> Candidate:
    """Stand for election: of one's own accord, or by saying yes to whoever proposed one."""
    at = at or now()
    _require_open_for(by, election, at)
    mine = Candidate.objects.filter(election=election, member=by).first()
    if mine is None:
        return _insert(election, by, None, words, at)
    act = record(STOOD, by=by, about=mine.pk, circle=election.circle_id, cause=mine.act_id, at=at)
    waiting = Candidate.objects.filter(pk=mine.pk, stands_since=None)
    if waiting.update(act=act, stands_since=at, words=words) != 1:
        raise Refused(_("You stand already."))
    mine.refresh_from_db()
    return mine


@transaction.atomic
def propose(*, by: Member, election: Election, member: Member, at: datetime | None = None) -> Candidate:
    """Ask somebody to stand. Nobody else learns of it until they say yes."""
    at = at or now()
    if by == member:
        raise Refused(_("You need nobody to propose you: say that you stand."))
    _require_open_for(by, election, at)
    if not is_settled(member, election.circle_id, election.opened_at):
        raise Refused(_("They are not in this circle, or not for a week yet, so they cannot stand."))
    return _insert(election, member, by, "", at)


@transaction.atomic
def stand_down(*, by: Member, election: Election, at: datetime | None = None) -> None:
    """Not stand any more, or say no to being proposed. Until the votes are counted; those for one go nowhere then."""
    at = at or now()
    mine = Candidate.objects.filter(election=election, member=by).first()
    if mine is None or election.phase(at) not in {Phase.STANDING, Phase.VOTING}:
        raise Refused(_("You do not stand, so there is nothing to take back."))
    audience = Audience.CIRCLE if mine.stands_since else Audience.PRIVATE
    record(STOOD_DOWN, by=by, about=mine.pk, circle=election.circle_id, cause=mine.act_id, audience=audience, at=at)
    mine.delete()


def _require_open_for(by: Member, election: Election, at: datetime) -> None:
    rules.sees.require(by, election)
    if election.phase(at) != Phase.STANDING:
        raise Refused(_("The time for standing is over."))
    if not is_settled(by, election.circle_id, election.opened_at):
        raise Refused(_("You have to be in the circle for a week before an election to take part in it."))


def _insert(election: Election, member: Member, proposed_by: Member | None, words: str, at: datetime) -> Candidate:
    candidate_id = new_id()
    act = record(
        PROPOSED if proposed_by else STOOD,
        by=proposed_by or member,
        about=candidate_id,
        circle=election.circle_id,
        toward=member if proposed_by else None,
        cause=election.act_id,
        audience=Audience.PRIVATE if proposed_by else Audience.CIRCLE,
        at=at,
    )
    try:
        with transaction.atomic():
            return Candidate.objects.create(
                id=candidate_id,
                act=act,
                election=election,
                member=member,
                proposed_by=proposed_by,
                stands_since=None if proposed_by else at,
                words=words,
            )
    except IntegrityError as twice:
        raise Refused(_("They stand already, or have been asked to.")) from twice
