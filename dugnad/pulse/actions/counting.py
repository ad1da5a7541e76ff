"""Whether the pulse counts somebody. It concerns nobody else, and whoever wants to be left out is: so it is no act."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dugnad.kit.clock import now
from dugnad.people.models import Member
from dugnad.pulse.models import LeftOut


@transaction.atomic
def leave_out(*, by: Member, at: datetime | None = None) -> None:
    """Count nothing of `by` in any pulse that is taken from now on, whenever it was done. Twice is once."""
    LeftOut.objects.get_or_create(person_key=by.person_key, defaults={"since": at or now()})


@transaction.atomic
def count_in(*, by: Member) -> None:
    """Count `by` again, and with them what they did in a lap that is not over yet. Twice is once."""
    LeftOut.objects.filter(person_key=by.person_key).delete()
