"""What happens to a mark when words for it do not count any more. Called by the other actions only, under `hold`."""

from __future__ import annotations

from datetime import datetime

from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.professions.acts import SHORTENED
from dugnad.professions.models import Mark, Terms
from dugnad.professions.terms import GRACE


def shorten_if_too_few(*, mark: Mark, terms: Terms, cause: int, at: datetime) -> None:
    """A mark that rests on too few words ends in a month at the latest: time for others to vouch.

    Those who were vouched for by the one who lost their own are not to blame, so nothing ends at once.
    """
    mark.refresh_from_db()
    if mark.first or not mark.stands(at) or mark.expires_at is None or mark.expires_at <= at + GRACE:
        return
    if mark.words.filter(round=mark.round, withdrawn_at=None).count() >= terms.needed:
        return
    act = record(SHORTENED, by=None, about=mark.pk, toward=mark.member, cause=cause, audience=Audience.PRIVATE, at=at)
    Mark.objects.filter(pk=mark.pk).update(act=act, expires_at=at + GRACE, reminded_at=at)
