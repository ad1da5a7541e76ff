"""Who is in a circle."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from dugnad.circles import rules
from dugnad.circles.enums import Progress, Role, Standing
from dugnad.circles.models import Application, Circle, Membership, Vouch
from dugnad.circles.queries.way_in import OPEN_WORDS
from dugnad.kit.pages import KeysetPage, page
from dugnad.kit.prepared import Prepared
from dugnad.people.models import Member
from dugnad.people.rules import meets


def inside(member: Member, circle: Circle, after: str | None) -> KeysetPage[Membership]:
    """Those in the circle whom `member` may meet, by handle."""
    rows = Membership.objects.visible_to(member).filter(circle=circle, standing=Standing.ACTIVE)
    return page(rows.select_related("member"), keys=("member__handle_folded", "id"), after=after, size=50)


def _stewards(circle: str) -> QuerySet[Membership]:
    rows = Membership.objects.filter(circle=circle, role=Role.STEWARD)
    return rows.select_related("member").order_by("member__handle_folded")


STEWARDS = Prepared(_stewards)


def stewards(member: Member, circle: Circle) -> list[Member]:
    """Those who tend the circle, as far as `member` may know who is in it. One query, and the rules'."""
    tends, reads = rules.tends.can(member, circle), rules.reads.can(member, circle)
    rows: list[Membership] = STEWARDS.objects(circle=circle.pk)
    return [row.member for row in rows if tends or member == row.member or (reads and meets.can(member, row.member))]


def kept_out(circle: Circle) -> list[Membership]:
    """For stewards: whom they keep out, the latest first."""
    rows = Membership.objects.filter(circle=circle, standing=Standing.BANNED)
    return list(rows.select_related("member").order_by("-ended_at"))


def waiting(member: Member, circle: Circle) -> list[Member]:
    """Who has asked to come in, as members learn of it: not what they wrote."""
    asking = Application.objects.filter(circle=circle, progress=Progress.WAITING).order_by("created_at")
    found = asking.filter(member__in=Member.objects.visible_to(member)).select_related("member")
    return [application.member for application in found]


@dataclass(frozen=True)
class Applicant:
    """For stewards: a wish to come in with the words given for them."""

    application: Application
    words: list[Vouch]


def applicants(circle: Circle, after: str | None) -> KeysetPage[Applicant]:
    """Who waits, the longest first. Two queries."""
    asking = Application.objects.filter(circle=circle, progress=Progress.WAITING).select_related("member")
    found = page(asking, keys=("created_at", "id"), after=after, size=20)
    words = Vouch.objects.filter(
        OPEN_WORDS, circle=circle, for_member__in=[one.member_id for one in found.items]
    ).select_related("by")
    by_member: dict[str, list[Vouch]] = {}
    for word in words.order_by("created_at"):
        by_member.setdefault(word.for_member_id, []).append(word)
    return KeysetPage([Applicant(one, by_member.get(one.member_id, [])) for one in found.items], found.next)


def words_without_a_wish(circle: Circle) -> list[Vouch]:
    """For stewards: words for people who have not asked to come in yet."""
    asking = Application.objects.filter(circle=circle, progress=Progress.WAITING).values("member")
    words = Vouch.objects.filter(OPEN_WORDS, circle=circle).exclude(for_member__in=asking)
    return list(words.select_related("by", "for_member").order_by("created_at")[:100])
