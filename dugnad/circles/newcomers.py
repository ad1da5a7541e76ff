"""Strangers who came into an open circle by themselves, on nobody's word: how much of theirs is seen when there are
many of them.

Whoever was invited, and everybody in closed circles, is none of them.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle, Entrance, Membership
from dugnad.kit.limits import spend
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member

NEW_FOR = timedelta(days=1)
"""How long a stranger is one."""
WINDOW = timedelta(hours=1)
POSTS = 4
"""So many posts of strangers are taken in a `WINDOW`, over all circles; in a movement of many, one for each hundred.
Where two windows meet it may be one more, so no more than five are seen of a rush before a door closes."""
HUNDRED = 100


def posts_at_most() -> int:
    """How many posts of strangers the movement takes in an hour."""
    members: int = Member.objects.filter(is_active=True).count()
    return max(POSTS, members // HUNDRED)


def require_room(by: Member, circle: Circle, since: datetime | None, at: datetime) -> None:
    """Count one post of a stranger. `Refused` when there were enough lately, and for those who came in while a door
    closed by itself, until it is opened again. Costs nothing for anybody who has been in since yesterday."""
    if circle.openness != Openness.OPEN or since is None or since <= at - NEW_FOR:
        return
    if Membership.objects.filter(circle=circle, member=by).exclude(brought_by=None).exists():
        return
    entrance = Entrance.objects.first() or Entrance()
    if came_in_a_rush(circle.shut_at, since) or came_in_a_rush(entrance.shut_at, by.joined_at):
        raise Refused(
            _(
                "So many people came at once that we are taking a breath. The stewards look at it, and then you can "
                "send this. What you wrote is kept."
            )
        )
    if expected(circle.expected_until, at) or expected(entrance.expected_until, at):
        return
    if not spend("posts of strangers", most=posts_at_most(), per=WINDOW, at=at):
        raise Refused(
            _("Many newcomers are writing at this moment. Try again in a while: what you wrote is kept."),
        )


def came_in_a_rush(shut_at: datetime | None, since: datetime) -> bool:
    """The door that closed by itself has not been opened again, and they came shortly before, or after."""
    return shut_at is not None and since >= shut_at - WINDOW


def expected(until: datetime | None, at: datetime) -> bool:
    """Somebody who answers for it has said that many come these days."""
    return until is not None and until > at
