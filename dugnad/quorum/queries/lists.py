"""The proposals of a circle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dugnad.circles.models import Circle
from dugnad.kit.pages import KeysetPage, page
from dugnad.kit.prepared import Prepared
from dugnad.people.models import Member
from dugnad.quorum.enums import EXPIRES, State
from dugnad.quorum.models import Deletion, Proposal
from dugnad.quorum.queries.saying import name, sentence


@dataclass(frozen=True)
class Row:
    """A proposal in a list. `paused`: somebody has said wait."""

    proposal: Proposal
    name: str
    sentence: str
    paused: bool = False


def row(one: Proposal, *, paused: bool = False) -> Row:
    """`one` in words."""
    return Row(one, name(one), sentence(one), paused)


def waiting(member: Member, circle: Circle, at: datetime) -> list[Row]:
    """What waits in it, that which was proposed first before the others. Two queries."""
    seen = Proposal.objects.visible_to(member).filter(circle=circle, state=State.OPEN, act__at__gt=at - EXPIRES)
    found = seen.select_related("act", "by", "circle").prefetch_related("pauses").order_by("created_at", "pk")
    return [row(one, paused=any(pause.lifted_at is None for pause in one.pauses.all())) for one in found]


def ended(member: Member, circle: Circle, after: str | None) -> KeysetPage[Proposal]:
    """What was, the latest first."""
    seen = Proposal.objects.visible_to(member).filter(circle=circle).exclude(state=State.OPEN)
    return page(seen.select_related("act", "by", "circle"), keys=("-created_at", "id"), after=after, size=20)


def deletion(circle: Circle) -> Deletion | None:
    """When it is deleted, if that is decided."""
    return Deletion.objects.filter(circle=circle).first()


WAITING = Prepared(
    lambda circle: Proposal.objects.filter(circle=circle, state=State.OPEN).order_by("created_at").values_list("pk")[:5]
)


def any_waiting(circle: Circle) -> list[str]:
    """The ids of what waits in it, as far as the clock has not said yet that it is over. One prepared query."""
    return [pk for (pk,) in WAITING.rows(circle=circle.pk)]
