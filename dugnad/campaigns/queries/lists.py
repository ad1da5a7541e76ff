"""Lists of campaigns."""

from __future__ import annotations

from django.db.models import QuerySet

from dugnad.campaigns.enums import Phase
from dugnad.campaigns.models import Campaign
from dugnad.circles.models import Circle
from dugnad.kit.pages import KeysetPage, page
from dugnad.kit.prepared import Prepared
from dugnad.people.models import Member

UNDER_WAY = (Phase.OPEN, Phase.DELIVERED)


def under_way(after: str | None) -> KeysetPage[Campaign]:
    """Open to everybody, or waiting for an answer; what was opened last first. One query."""
    found = (
        Campaign.objects.visible_to(None).filter(phase__in=UNDER_WAY, opened_at__isnull=False).select_related("place")
    )
    return page(found, keys=("-opened_at", "-id"), after=after)


def ended(after: str | None) -> KeysetPage[Campaign]:
    """Closed after having been open. One query."""
    found = (
        Campaign.objects.visible_to(None).filter(phase=Phase.CLOSED, opened_at__isnull=False).select_related("place")
    )
    return page(found, keys=("-opened_at", "-id"), after=after)


def of_circle(member: Member, circle: Circle, after: str | None) -> KeysetPage[Campaign]:
    """All of a circle's that `member` may read, drafts too; the newest first. One query, and the rules'."""
    return page(_of(member, circle), keys=("-created_at", "-id"), after=after)


def going_on(member: Member, circle: Circle, most: int) -> list[Campaign]:
    """A circle's campaigns that have not ended, the newest first. Two queries, and the rules'; one without any."""
    if not HERE.rows(circle=circle.pk):
        return []
    return list(_of(member, circle).exclude(phase=Phase.CLOSED).order_by("-created_at", "-id")[:most])


def _of(member: Member, circle: Circle) -> QuerySet[Campaign]:
    return Campaign.objects.visible_to(member).filter(circle=circle).select_related("place")


def _here(circle: str) -> QuerySet[Campaign, tuple[str]]:
    return Campaign.objects.filter(circle=circle).order_by().values_list("pk")[:1]


HERE = Prepared(_here)
