"""Keeping somebody at a distance."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.models import Block, Member
from dugnad.people.rules import forget_apart

# Neither of these is recorded: the ledger forgets nothing, and who fears whom is nobody else's to know.


@transaction.atomic
def block(*, by: Member, other: Member, at: datetime | None = None) -> Block:
    """From now on `by` and `other` do not meet here. `other` is not told. Blocking twice is blocking once.

    Raises `Refused` for oneself.
    """
    if by == other:
        raise Refused(_("You cannot block yourself."))
    made, _fresh = Block.objects.get_or_create(by=by, of=other, defaults={"at": at or now()})
    forget_apart(by)
    forget_apart(other)
    return made


@transaction.atomic
def unblock(*, by: Member, other: Member) -> None:
    """`by` may meet `other` again. Lifting what is not there changes nothing."""
    Block.objects.filter(by=by, of=other).delete()
    forget_apart(by)
    forget_apart(other)
