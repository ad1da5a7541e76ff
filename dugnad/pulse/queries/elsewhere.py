"""What was done elsewhere, as its circle reads it."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from dugnad.circles.models import Circle
from dugnad.kit.pages import KeysetPage, page
from dugnad.people.models import Member
from dugnad.pulse.models import Elsewhere


def of_circle(member: Member, circle: Circle, after: str | None = None) -> KeysetPage[dict[str, Any]]:
    """The newest first; those kept apart by a block left out. One query."""
    rows = Elsewhere.objects.visible_to(member).filter(circle=circle)
    named: QuerySet[Any, Any] = rows.annotate(handle=F("author__handle"), attester=F("attested_by__handle")).values(
        "id", "author_id", "handle", "attester", "attested_at", "what", "minutes", "done_on", "created_at"
    )
    return page(named, keys=("-created_at", "-id"), after=after, size=30)


def mine(member: Member, most: int = 20) -> list[Elsewhere]:
    """One's own, the newest first."""
    own = Elsewhere.objects.filter(author=member, taken_back_at=None)
    return list(own.select_related("circle").order_by("-created_at", "-id")[:most])
