"""Making accounts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.webauthn.internal.auth import WebAuthn
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
    *,
    handle: str,
    passphrase: str | None,
    brought_by: Member | None = None,
    member_id: str | None = None,
    at: datetime | None = None,
) -> Member:
    """A new member, acting for the first time. Without a passphrase they enter by passkey.

    `member_id` is the id they were promised, if any. Raises `Refused` when the handle is taken, in whatever case.
    """
    at = at or now()
    try:
        with transaction.atomic():
            promised = {"id": member_id} if member_id else {}
            member = Member.objects.create_user(handle, passphrase, joined_at=at, **promised)
    except IntegrityError as taken:
        raise Refused(
            _("Somebody here is already called %(handle)s. Please choose another.") % {"handle": handle}
        ) from taken
    record(ARRIVED, by=member, about=member.person_key, toward=brought_by, audience=Audience.MOVEMENT, at=at)
    return member


@transaction.atomic
def arrive_by_passkey(
    *,
    handle: str,
    member_id: str,
    passkey: dict[str, Any],
    name: str,
    brought_by: Member | None = None,
    at: datetime | None = None,
) -> Authenticator:
    """A new member, the passkey they enter by, and recovery codes for when it is lost: all of it or nothing.

    `passkey` is the checked answer of the browser, made for `member_id`. Returns the passkey. Raises `Refused` when
    the handle is taken.
    """
    member = arrive(handle=handle, passphrase=None, brought_by=brought_by, member_id=member_id, at=at)
    made: Authenticator = WebAuthn.add(member, name, passkey).instance
    RecoveryCodes.activate(member)
    return made
