"""How a circle stands with those who tend it."""

from __future__ import annotations

from datetime import datetime, timedelta

from dugnad.circles.models import Circle
from dugnad.elections.enums import ASKING_LASTS, MONTHS, REST
from dugnad.elections.models import Asking, Election, Term
from dugnad.elections.queries.electorate import needed_to_ask, settled
from dugnad.people.models import Member

MONTH = timedelta(days=365) / 12


def term_of(circle: Circle) -> Term:
    """The term that runs; of a circle the clock has not come to yet, the one it will have."""
    found = Term.objects.filter(circle=circle).first()
    return found or Term(circle=circle, months=MONTHS, ends_at=circle.created_at + MONTHS * MONTH)


def running(circle: Circle) -> Election | None:
    """The election that is not closed yet."""
    return Election.objects.filter(circle=circle, closed_at=None).first()


def past(circle: Circle) -> list[Election]:
    """Those that are over, the latest first; the last ten."""
    return list(Election.objects.filter(circle=circle).exclude(closed_at=None).order_by("-closed_at")[:10])


def resting_until(circle: Circle, at: datetime) -> datetime | None:
    """Until when members and the clock open no election, after one that chose somebody."""
    over = Election.objects.filter(circle=circle, closed_at__gt=at - REST, outcomes__elected=True)
    last = over.order_by("-closed_at").values_list("closed_at", flat=True).first()
    return last + REST if last else None


def asked(circle: Circle, at: datetime) -> int:
    """How many of those who may vote ask for an election."""
    lately = Asking.objects.filter(circle=circle, at__gt=at - ASKING_LASTS)
    return lately.filter(member__in=settled(circle, at).values("member")).count()


def asks(member: Member, circle: Circle, at: datetime) -> bool:
    """Whether `member` is one of them."""
    return Asking.objects.filter(circle=circle, member=member, at__gt=at - ASKING_LASTS).exists()


def needed(circle: Circle, at: datetime) -> int:
    """How many have to ask."""
    return needed_to_ask(settled(circle, at).count())
