"""Taking the mark of protection away. More than one steward has to agree, and this is not where they do."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.circles import warrants
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.protection.acts import UNPROTECTED
from dugnad.protection.models import AgeWord, Protection
from dugnad.protection.queries.circle import protection_of


@transaction.atomic
def unmark(*, by: Member | None, circle: Circle, warrant: Act, at: datetime | None = None) -> Act:
    """`circle` is protected no more, on the strength of `warrant` (see `dugnad.circles.warrants`: "unprotect").

    What was said of its members' ages is erased; everything else stays as it is. `Refused` for a circle that is not
    protected.
    """
    warrants.require(warrant, "unprotect", circle.pk, verb=UNPROTECTED)
    if protection_of(circle.pk) is None:
        raise Refused(_("This circle is not protected."))
    act = record(UNPROTECTED, by=by, about=circle.pk, circle=circle.pk, cause=warrant.pk, at=at or now())
    AgeWord.objects.filter(circle=circle).delete()
    Protection.objects.filter(circle=circle).delete()
    return act
