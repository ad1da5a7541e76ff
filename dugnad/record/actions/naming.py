"""Which installations are witnesses of our record: who names them and does without."""

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
from dugnad.record.acts import WITNESS_DROPPED, WITNESS_NAMED
from dugnad.record.models import Witness
from dugnad.record.notes import COSIGNATURE


@transaction.atomic
def name_witness(*, by: Member, address: str, key: str = "", at: datetime | None = None) -> Witness:
    """Fetch what the installation at `address` signs of ours. Without `key`, the first it shows is believed.

    Raises `Refused` for an address we do not go to, a key that is no witness's, one that is named already, and for
    whoever is no operator.
    """
    keeps_running.require(by, None)
    at, (address, known) = at or now(), typed(address, key)
    if known and known.kind != COSIGNATURE:
        raise Refused(_("This is the key of a record. A witness signs with another, which its operators see."))
    told = known.told if known else ""
    made, fresh = Witness.objects.get_or_create(address=address, defaults={"key": told, "added_at": at})
    if not fresh:
        raise Refused(_("This witness is named already."))
    record(WITNESS_NAMED, by=by, about=str(made.pk), audience=Audience.MOVEMENT, at=at)
    return made


@transaction.atomic
def drop_witness(*, by: Member, witness: Witness, at: datetime | None = None) -> None:
    """Ask it no more. What was kept of it is thrown away."""
    keeps_running.require(by, witness)
    pk = witness.pk
    witness.delete()
    record(WITNESS_DROPPED, by=by, about=str(pk), audience=Audience.MOVEMENT, at=at)
