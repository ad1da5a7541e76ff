"""Saying where else the movement can be found, so that it can be believed on the day when its name is gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.moving.acts import ADDRESSES_PUBLISHED
from dugnad.moving.canonical import canonical
from dugnad.moving.keys import movement_key, public_text
from dugnad.moving.models import AddressList
from dugnad.people.models import Member
from dugnad.people.queries import movement

FOR = "dugnad addresses 1"
"""Stands in what is signed, so that no other signature of this key can pass for one of a list."""
LASTS = timedelta(days=180)


def publish(*, by: Member, addresses: Sequence[str], at: datetime | None = None) -> AddressList:
    """A new list in place of the one before, signed, good for half a year.

    Raises `Refused` for whoever does not keep the machine, and when somebody else publishes at the same moment.
    """
    if not (by.is_operator and by.is_active):
        raise Refused(_("Only those who keep the machine can do that."))
    try:
        return _publish(by, list(dict.fromkeys(addresses)), at or now())
    except IntegrityError as quicker:
        raise Refused(_("Somebody else has just published a list. Look at it first.")) from quicker


@transaction.atomic
def _publish(by: Member, addresses: list[str], at: datetime) -> AddressList:
    number = (AddressList.objects.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    key, expires = movement_key(), at + LASTS
    told = {
        "for": FOR,
        "name": movement.current().name,
        "number": number,
        "made": _moment(at),
        "expires": _moment(expires),
        "addresses": addresses,
    }
    text = canonical(told)
    made = AddressList(
        number=number,
        addresses=addresses,
        text=text.decode(),
        signature=key.sign(text).hex(),
        signer=public_text(key),
        made_at=at,
        expires_at=expires,
    )
    made.save(force_insert=True)
    about = f"addresses-{number}"[:16]
    record(ADDRESSES_PUBLISHED, by=by, about=about, amount=number, audience=Audience.MOVEMENT, at=at)
    return made


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
