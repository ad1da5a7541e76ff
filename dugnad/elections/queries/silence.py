"""When a steward was last here: to the day, and no finer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

from django.db.models import Max, QuerySet

from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Circle, Membership
from dugnad.elections.models import Watch
from dugnad.kit.prepared import Prepared
from dugnad.ledger.models import Act
from dugnad.people.models import Member


def _watched(circle: str) -> QuerySet[Watch, tuple[date]]:
    return Watch.objects.filter(circle=circle).values_list("seen_on")


WATCHED = Prepared(_watched)


def day(at: datetime) -> date:
    return at.astimezone(UTC).date()


def silent_days(circle: Circle, at: datetime) -> int:
    """For how many days no steward of the circle has signed in or done anything in it. 0 while nobody has begun to
    count, and in a circle that is empty: whoever comes first tends it. One query, if a steward was here lately."""
    known: list[tuple[date]] = WATCHED.rows(circle=circle.pk)
    if not known or known[0][0] >= day(at) - timedelta(days=1):
        return 0
    if not Membership.objects.filter(circle=circle, standing=Standing.ACTIVE).exists():
        return 0
    return max(0, (day(at) - max(known[0][0], last_seen(circle.pk, known[0][0]))).days)


def last_seen(circle: str, since: date) -> date:
    """The day on which one of those who tend it now was last here, `since` at the least. Two queries."""
    tending = Membership.objects.filter(circle=circle, role=Role.STEWARD, member__is_active=True)
    facts = list(tending.values_list("member__last_login", "member__person_key"))
    keys = [key for _login, key in facts]
    begins = datetime(since.year, since.month, since.day, tzinfo=UTC)
    acted = Act.objects.filter(circle=circle, at__gte=begins, actor__in=keys).aggregate(last=Max("at"))["last"]
    return max([since, *(day(login) for login, _key in facts if login), *([day(acted)] if acted else [])])


def signed_in_on(circles: Collection[str]) -> dict[str, date]:
    """By circle, the last day on which one who tends it signed in or came back. One query."""
    tending = Membership.objects.filter(circle__in=circles, role=Role.STEWARD, member__last_login__isnull=False)
    found = tending.order_by().values_list("circle").annotate(last=Max("member__last_login"))
    return {circle: day(last) for circle, last in found}


def movement_silent_days(at: datetime) -> int:
    """For how many days neither an operator nor any steward was here; 0 where nothing is known of any."""
    days = [seen for (seen,) in Watch.objects.order_by("-seen_on").values_list("seen_on")[:1]]
    trusted = Member.objects.filter(is_active=True, last_login__isnull=False)
    tending = Membership.objects.filter(role=Role.STEWARD).values("member")
    for few in (trusted.filter(is_operator=True), trusted.filter(pk__in=tending)):
        last = few.aggregate(last=Max("last_login"))["last"]
        days += [day(last)] if last else []
    return max(0, (day(at) - max(days)).days) if days else 0
