"""Living answers: one that draws on what somebody wrote, and the new ones of a circle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.asks.enums import LivingState
from dugnad.asks.models import LivingAnswer
from dugnad.circles.enums import Openness
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Words


def of_living_answers(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """A page that draws on what the member wrote."""
    found = LivingAnswer.objects.visible_to(member).select_related("circle")
    known = found.in_bulk({act.object_id for act in acts})
    return {
        act.pk: _living(known[act.object_id], _("What you wrote is in a page now, so that others need not ask again"))
        for act in acts
        if act.object_id in known
    }


def _living(page: LivingAnswer, line: str) -> Words:
    return Words(
        line=line,
        page=reverse("living", args=[page.pk]),
        title=page.title,
        travels=page.circle.openness == Openness.OPEN,
    )


def new_living_answers(
    member: Member, circles: Sequence[str], since: datetime, until: datetime, most: int
) -> list[Words]:
    """Pages of what worked that were written in between."""
    pages = LivingAnswer.objects.visible_to(member).filter(
        circle__in=circles, created_at__gt=since, created_at__lte=until, state=LivingState.CURRENT
    )
    found = pages.exclude(authors__member=member).select_related("circle").order_by("-created_at")
    return [_living(page, _("What worked, on one page")) for page in found[:most]]
