"""What an operator can do for acts that a follower failed on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.acts import TRIED_AGAIN
from dugnad.ledger.models import Audience, Held
from dugnad.ledger.recording import Person, record


@transaction.atomic
def try_again(held: Held, *, by: Person, at: datetime | None = None) -> Held:
    """Let the worker try a parked act again, as if it had failed for the first time.

    Raises `Refused` when it is not parked any more.
    """
    at = at or now()
    released = Held.objects.filter(pk=held.pk, next_try_at=None).update(next_try_at=at, tries=1)
    if released != 1:
        raise Refused(_("This is no longer parked: it is being tried again, or has been done by now."))
    record(TRIED_AGAIN, by=by, about=str(held.pk), cause=held.act_id, audience=Audience.PRIVATE, at=at)
    held.refresh_from_db()
    return held


@transaction.atomic
def try_all_again(follower: str, *, by: Person, at: datetime | None = None) -> int:
    """Let the worker try all that `follower` has parked again; return how many acts that are.

    Raises `Refused` when there are none.
    """
    at = at or now()
    released = Held.objects.filter(follower=follower, next_try_at=None).update(next_try_at=at, tries=1)
    if not released:
        raise Refused(_("Nothing is parked here any more."))
    record(TRIED_AGAIN, by=by, about=follower[:16], amount=released, audience=Audience.PRIVATE, at=at)
    return released
