"""Making accounts."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.acts import ARRIVED
from dugnad.people.models import Member


@transaction.atomic
def arrive(
    *, handle: str, passphrase: str | None, brought_by: Member | None = None, at: datetime | None = None
) -> Member:
    """A new member, acting for the first time. Without a passphrase they enter by passkey.

    Raises `Refused` when the handle is taken, in whatever case.
    """
    at = at or now()
    try:
        with transaction.atomic():
            member = Member.objects.create_user(handle, passphrase, joined_at=at)
    except IntegrityError as taken:
        raise Refused(
            _("Somebody here is already called %(handle)s. Please choose another.") % {"handle": handle}
        ) from taken
    record(ARRIVED, by=member, about=member.pk, toward=brought_by, audience=Audience.MOVEMENT, at=at)
    return member
