"""Care for those who look at hard things for the others: what they see is counted, and can be handed over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from dugnad.safety import rules
from dugnad.safety.actions.moving import note
from dugnad.safety.acts import HANDED_OVER
from dugnad.safety.models import Case, Exposure, ReportPicture


def opened(*, by: Member, case: Case, at: datetime | None = None) -> None:
    """Somebody has read what is in the case: counted once."""
    Exposure.objects.get_or_create(member=by, case=case, of_picture=False, defaults={"at": at or now()})


def looked(*, by: Member, picture: ReportPicture, at: datetime | None = None) -> None:
    """Somebody asked to see a picture: counted each time."""
    case = picture.report.case
    Exposure.objects.create(member=by, case=case, picture=picture, of_picture=True, at=at or now())


@transaction.atomic
def hand_over(*, by: Member, case: Case, to: Member, at: datetime | None = None) -> None:
    """From now on `to` looks after the case. `Refused` unless both decide it."""
    rules.decides_case.require(by, case)
    if not rules.decides_case.can(to, case):
        raise Refused(_("They do not decide this. Choose another steward."))
    act = note(HANDED_OVER, by, case.pk, case, at or now(), toward=to)
    Case.objects.filter(pk=case.pk).update(keeper=to, act=act)
    case.refresh_from_db(fields=["keeper", "act"])
