"""Making known the key with which one approves. The key itself never comes here."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.circles.models import Circle
from dugnad.circles.rules import tends
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.quorum.acts import KEY_ENDED, KEY_MADE
from dugnad.quorum.enums import KEYS_A_DAY
from dugnad.quorum.models import SigningKey
from dugnad.quorum.queries.keys import mine
from dugnad.quorum.signing import is_key, verifies
from dugnad.quorum.writing import key_text


@transaction.atomic
def make_known(*, by: Member, circle: Circle, public: str, proof: str, at: datetime | None = None) -> SigningKey:
    """From now on `by` approves in `circle` with this key; it counts after 48 hours. The one before ends at once.

    `proof` is its signature over whose it is, both in hexadecimal digits. Raises `Refused` for anybody but stewards,
    for what is no key or somebody else's, and for many in a day.
    """
    tends.require(by, circle)
    at = at or now()
    if not (is_key(public) and verifies(public, proof, key_text(circle=circle.pk, handle=by.handle, public=public))):
        raise Refused(
            _("This is not a key, or it was made for somebody else. Make one on this page, or with the script.")
        )
    lately = SigningKey.objects.filter(circle=circle, member=by, made_at__gt=at - timedelta(days=1))
    if lately.count() >= KEYS_A_DAY:
        raise Refused(_("You have made several keys today. Wait until tomorrow, so that the others can follow."))
    before = mine(by, circle)
    if before is not None:
        _end(before, by, at)
    key_id = new_id()
    act = record(KEY_MADE, by=by, about=key_id, circle=circle.pk, cause=before.act_id if before else None, at=at)
    try:
        with transaction.atomic():
            return SigningKey.objects.create(
                id=key_id, act=act, circle=circle, member=by, public=public, proof=proof, made_at=at
            )
    except IntegrityError as twice:
        raise Refused(_("This key is known already. Each steward has one of their own, in each circle.")) from twice


@transaction.atomic
def give_up(*, by: Member, circle: Circle, at: datetime | None = None) -> None:
    """The key is lost, or somebody else may have it: it counts no more, nor what it signed that still waits."""
    key = mine(by, circle)
    if key is None:
        raise Refused(_("You have no key in this circle."))
    _end(key, by, at or now())


def _end(key: SigningKey, by: Member, at: datetime) -> None:
    record(KEY_ENDED, by=by, about=key.pk, circle=key.circle_id, cause=key.act_id, at=at)
    if SigningKey.objects.filter(pk=key.pk, ended_at=None).update(ended_at=at) != 1:
        raise Refused(_("This key has ended already."))
