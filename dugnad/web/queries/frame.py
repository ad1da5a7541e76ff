"""What the frame of every page asks the database: one small query, whoever looks."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet, Subquery

from dugnad.kit.prepared import Prepared
from dugnad.notify.models import Notice
from dugnad.people.models import Member, Movement


@dataclass(frozen=True)
class Frame:
    """`unread`: how much a member was told and has not seen, `here` of it about the page they are on."""

    movement: Movement
    unread: int
    here: int


def _frame(member: str, page: str) -> QuerySet[Movement]:
    new = Notice.objects.filter(member=member, read_at=None).order_by().values("member")
    counted = Subquery(new.annotate(n=Count("pk")).values("n"))
    here = Subquery(new.filter(page=page).annotate(n=Count("pk")).values("n"))
    return Movement.objects.annotate(unread=counted, unread_here=here).order_by("pk")[:1]


FRAME = Prepared(_frame)


def frame(member: Member, page: str) -> Frame:
    """The frame of the page at the path `page`."""
    found: list[Movement] = FRAME.objects(member=member.pk, page=page)
    if not found:
        return Frame(Movement(name="Dugnad"), 0, 0)
    more = vars(found[0])
    return Frame(found[0], more["unread"] or 0, more["unread_here"] or 0)
