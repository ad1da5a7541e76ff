"""What a visitor who followed a link into the movement carries, and what becomes of it when they make an account."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.urls import reverse

from dugnad.circles import guards
from dugnad.circles.actions.invitation import take_up
from dugnad.circles.queries.invitations import by_id
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.doors import Door, register_door
from dugnad.people.models import Member
from dugnad.people.viewing import viewer

CARRIED = "invitation"
"""Session key: the id of the link a visitor followed. The token itself is kept nowhere."""


def connect() -> None:
    """Called once, when the apps are ready."""
    register_door(door)
    user_logged_in.connect(_take_up, dispatch_uid="circles.following")


def door(request: HttpRequest) -> Door | None:
    """A link lets its visitor make an account, and leads on to the norms of its circle; not while the circle rests."""
    carried = request.session.get(CARRIED)
    link = by_id(carried, viewer(request), now()) if carried else None
    if link is None:
        return None
    rests = bool(guards.why_resting(link.circle, now()))
    return Door(opens=not rests, title=link.circle.name, next_url=reverse("invitation"), brought_by=link.by)


def _take_up(sender: Any, request: HttpRequest, user: Member, **_rest: Any) -> None:
    """Whoever makes an account by a link has used it from then on, wherever they come in later."""
    newcomer = user.last_login is None
    carried = request.session.get(CARRIED) if newcomer else None
    link = by_id(carried, user, now()) if carried else None
    if link is not None:
        try:
            take_up(by=user, invitation=link)
        except Refused:  # somebody was quicker: they have their account, and learn the rest on the next page
            pass
