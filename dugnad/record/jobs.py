"""What the clock does for the record."""

from __future__ import annotations

from datetime import timedelta

from dugnad.kit.clock import now
from dugnad.kit.jobs import periodic
from dugnad.record.actions.collecting import collect
from dugnad.record.actions.forgetting import forget_the_gone
from dugnad.record.actions.signing import sign_when_due
from dugnad.record.actions.witnessing import look
from dugnad.record.enums import LOOKED_EVERY
from dugnad.record.queries.watching import watched
from dugnad.record.queries.witnesses import named


@periodic(every=timedelta(seconds=45))
def sign_the_record() -> None:
    """Sign the record, where something has come since it was signed."""
    sign_when_due(at=now())


@periodic(every=timedelta(hours=1))
def forget_on_record() -> None:
    """Destroy what would tell who stood on record, of people who are gone."""
    forget_the_gone()


@periodic(every=LOOKED_EVERY)
def look_at_records_of_others() -> None:
    """Look whether the records of others that we are a witness for still go on from what we kept."""
    for one in watched():
        look(one, at=now())


@periodic(every=LOOKED_EVERY)
def collect_from_witnesses() -> None:
    """Fetch what the witnesses of our record have signed of it."""
    for one in named():
        collect(one, at=now())
