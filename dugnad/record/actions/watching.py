"""Being a witness for the records of others: who begins and ends that."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.people.rules import keeps_running
from dugnad.record.actions.asking_elsewhere import typed
from dugnad.record.acts import UNWATCHED, WATCHED
from dugnad.record.models import Watched


@transaction.atomic
def watch(*, by: Member, address: str, key: str = "", at: datetime | None = None) -> Watched:
    """Keep the heads of the record at `address` from now on. Without `key`, the first one it shows is believed.

    Raises `Refused` for an address we do not go to, a key that is none, one that is watched already, and for whoever is
    no operator.
    """
    keeps_running.require(by, None)
    at, (address, known) = at or now(), typed(address, key)
    told = known.told if known else ""
    made, fresh = Watched.objects.get_or_create(address=address, defaults={"key": told, "added_at": at})
    if not fresh:
        raise Refused(_("This record is watched already."))
    record(WATCHED, by=by, about=str(made.pk), audience=Audience.MOVEMENT, at=at)
    return made


@transaction.atomic
def unwatch(*, by: Member, watched: Watched, at: datetime | None = None) -> None:
    """Watch it no more. What was kept of it is thrown away."""
    keeps_running.require(by, watched)
    pk = watched.pk
    watched.delete()
    record(UNWATCHED, by=by, about=str(pk), audience=Audience.MOVEMENT, at=at)
