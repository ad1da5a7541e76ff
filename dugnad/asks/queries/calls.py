"""Calls: why somebody is asked, what waits for them, and what an ask's page tells of those who were."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum

from dugnad.asks.enums import CALL_OPEN, TRIED, CallState, State
from dugnad.asks.models import Ask, Call
from dugnad.asks.queries.candidates import Candidate, facts_of
from dugnad.asks.rules import answers_ask
from dugnad.circles.enums import Standing
from dugnad.circles.models import Membership
from dugnad.circles.rules import tends_its_circle
from dugnad.kit.pages import KeysetPage, page
from dugnad.kit.prepared import Prepared
from dugnad.people.models import Block, Member
from dugnad.people.rules import meets

AROUND = 40.0
"""Kilometres: whoever lives further away is not told that they live near."""
RATED = 500
"""Calls from which the rate of a circle is read, the latest first."""


@dataclass(frozen=True)
class Reasons:
    """Why this member, as facts that stood when they were called. `skills` are ids, `kilometres` whole ones.

    `first`: they had not been called before.
    """

    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    kilometres: int | None = None
    first: bool = False

    @classmethod
    def of(cls, facts: Candidate) -> Reasons:
        """What of the facts about somebody speaks for asking them."""
        near = facts.kilometres is not None and facts.kilometres <= AROUND
        return cls(
            languages=facts.languages,
            skills=facts.skills,
            kilometres=round(facts.kilometres) if near and facts.kilometres is not None else None,
            first=facts.last_called_at is None,
        )

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Reasons:
        """As a call keeps them."""
        return cls(
            languages=tuple(kept.get("languages", ())),
            skills=tuple(kept.get("skills", ())),
            kilometres=kept.get("kilometres"),
            first=bool(kept.get("first")),
        )

    def as_json(self) -> dict[str, Any]:
        """For keeping."""
        return {**asdict(self), "languages": [*self.languages], "skills": [*self.skills]}


def reasons_for(member: Member, ask: Ask, at: datetime) -> Reasons:
    """Why one would ask `member`."""
    return Reasons.of(*facts_of([member], ask, at))


def rate(circle: str) -> tuple[float, int]:
    """Of the circle's last calls that somebody could have come to, how many there were, and how many came in time.

    One that nobody came to counts as much as it suited them.
    """
    latest = Call.objects.filter(circle=circle).order_by("-called_at").values_list("pk", flat=True)[:RATED]
    came = Q(state=CallState.CAME)
    counts = Call.objects.filter(pk__in=list(latest)).aggregate(
        missed=Sum("fit", filter=Q(state__in=TRIED) & ~came),
        came=Count("pk", filter=came),
        in_time=Count("pk", filter=came & Q(settled_at__lte=F("answer_by"))),
    )
    return (counts["missed"] or 0.0) + counts["came"], counts["in_time"]


def with_others(calls: QuerySet[Call]) -> QuerySet[Call]:
    """With `others`: how many more were called for the same ask. Nobody sees who."""
    same = Call.objects.filter(ask=OuterRef("ask")).order_by().values("ask").annotate(n=Count("pk"))
    return calls.annotate(others=Subquery(same.values("n")) - 1)


def _waiting(member: str) -> QuerySet[Call]:
    mine = with_others(Call.objects.filter(member=member, state__in=CALL_OPEN))
    found = mine.select_related("ask__kind", "ask__place", "circle", "passed_by")
    return found.order_by("-state", "ask__urgency", "called_at", "pk")


WAITING = Prepared(_waiting)


def waiting_for(member: Member, most: int = 5) -> list[Call]:
    """Calls that wait for a word from `member`, then those they said yes to; the most urgent first.

    One query, and those of the rules.
    """
    return [call for call in WAITING.objects(member=member.pk) if answers_ask.can(member, call.ask)][:most]


def of_member(member: Member, after: str | None = None) -> KeysetPage[Call]:
    """All their calls, the latest first. One query, and those of the rules."""
    mine = with_others(Call.objects.visible_to(member)).select_related("ask__kind", "circle")
    return page(mine, keys=("-called_at", "-id"), after=after)


@dataclass(frozen=True)
class Called:
    """What the page of an ask tells of its calls.

    `yes` are the names of those who said so, as far as the reader may know them; `unnamed` counts those they may not.
    `mine` is the reader's own call. `asked` is None for readers who are not told how many were asked by name.
    """

    asked: int | None
    yes: tuple[str, ...]
    unnamed: int
    mine: Call | None


def _of_ask(ask: str) -> QuerySet[Call]:
    return Call.objects.filter(ask=ask).select_related("member", "passed_by").order_by("settled_at", "pk")


OF_ASK = Prepared(_of_ask)


def about(member: Member, ask: Ask) -> Called | None:
    """For the page of `ask`, which `member` reads; None when there is nothing to tell them. One query."""
    calls: list[Call] = OF_ASK.objects(ask=ask.pk)
    yes = [call.member for call in calls if call.state == CallState.ACCEPTED]
    names = tuple(one.handle for one in yes if _knows(member, ask, one))
    told = bool(calls) and (ask.author_id == member.pk or tends_its_circle.can(member, ask))
    mine = next((call for call in calls if call.member_id == member.pk), None)
    if mine is not None:
        mine.ask, mine.circle, vars(mine)["others"] = ask, ask.circle, len(calls) - 1
    if not (told or yes or mine):
        return None
    return Called(len(calls) if told else None, names, len(yes) - len(names), mine)


def _knows(member: Member, ask: Ask, other: Member) -> bool:
    return meets.can(member, other) or tends_its_circle.can(member, ask)


def open_of(ask: str) -> list[Call]:
    """The calls for an ask from which something may still come."""
    return list(Call.objects.filter(ask=ask, state__in=CALL_OPEN).select_related("ask__author"))


def still_open(ask: Ask, at: datetime) -> list[Call]:
    """The calls whose time is not over, with the members they are for; the one that lasts longest first."""
    still = Call.objects.filter(ask=ask, state__in=CALL_OPEN, answer_by__gt=at).order_by("-answer_by", "pk")
    return list(still.select_related("member__place"))


def stranded(circle: str = "") -> list[Call]:
    """Open calls, of one circle or of all, that nobody needs to answer, or whose member cannot see the ask any more."""
    inside = Membership.objects.filter(circle=OuterRef("circle"), member=OuterRef("member"), standing=Standing.ACTIVE)
    asker = OuterRef("ask__author")
    apart = Block.objects.filter(Q(by=OuterRef("member"), of=asker) | Q(by=asker, of=OuterRef("member")))
    over = Q(member__is_active=False) | ~Exists(inside) | Exists(apart) | ~Q(ask__state__in=[State.OPEN, State.HELD])
    found = Call.objects.filter(over, state__in=CALL_OPEN)
    return list(found.filter(circle=circle) if circle else found)
