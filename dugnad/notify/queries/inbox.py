"""What a member was told, as it stands in the inbox: together by the page it leads to, the latest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q

from dugnad.circles.rules import stands
from dugnad.kit.pages import page as page_of
from dugnad.notify.models import Notice
from dugnad.people.models import Member
from dugnad.people.telling import Words, news, words_for

GROUPS = 20
SHOWN_IN_GROUP = 5
LOOKED_AT = 400
NEWS_LOOKS_BACK = timedelta(days=7)
NEWS = 5


@dataclass(frozen=True)
class Line:
    """One thing that happened. `at` is the moment of the act."""

    words: Words
    at: datetime
    new: bool


@dataclass(frozen=True)
class Group:
    """What was told about one page. `more` lines are not shown."""

    page: str
    title: str
    lines: list[Line]
    new: int
    more: int


@dataclass(frozen=True)
class Inbox:
    """A part of it. `gone` are ids of notices about things that the member may no longer know of."""

    groups: list[Group]
    next: str | None
    gone: list[str]


def inbox(member: Member, after: str | None) -> Inbox:
    """Two queries, and those of the words: as many as there are kinds of things."""
    mine = Notice.objects.visible_to(member).order_by().values("page")
    found = page_of(
        mine.annotate(last=Max("at"), new=Count("pk", filter=Q(read_at=None))),
        keys=("-last", "page"),
        after=after,
        size=GROUPS,
    )
    pages = [row["page"] for row in found.items]
    rows = Notice.objects.visible_to(member).filter(page__in=pages).select_related("act")
    notices = list(rows.order_by("-at", "-pk")[:LOOKED_AT]) if pages else []
    words = words_for(member, [notice.act for notice in notices])
    by_page: dict[str, list[Notice]] = {page: [] for page in pages}
    for notice in notices:
        if notice.act_id in words:
            by_page[notice.page].append(notice)
    groups = [_group(page, some, words) for page, some in by_page.items() if some]
    return Inbox(groups, found.next, [notice.pk for notice in notices if notice.act_id not in words])


def _group(page: str, notices: list[Notice], words: Mapping[int, Words]) -> Group:
    lines = [Line(words[one.act_id], one.act.at, one.read_at is None) for one in notices]
    return Group(
        page=page,
        title=lines[0].words.title,
        lines=lines[:SHOWN_IN_GROUP],
        new=sum(line.new for line in lines),
        more=max(0, len(lines) - SHOWN_IN_GROUP),
    )


def in_circles(member: Member, at: datetime) -> list[Words]:
    """What is new in the member's circles, for those who get no digest too: the first of what one would hold."""
    circles = [stand.circle for stand in stands(member).values() if stand.active]
    if not circles:
        return []
    return [one for found in news() for one in found(member, circles, at - NEWS_LOOKS_BACK, at, NEWS)]
