"""The browsers that a member is told in."""

from __future__ import annotations

from dataclasses import dataclass

from dugnad.notify.models import Browser
from dugnad.people.models import Member


@dataclass(frozen=True)
class Told:
    """`kind` is what is kept of its name (see `dugnad.people.browsers`); `is_this`: the one that looks."""

    browser: Browser
    kind: str
    is_this: bool


def browsers(member: Member, session_key: str) -> list[Told]:
    """The latest first. One query."""
    mine = Browser.objects.filter(member=member).select_related("session").order_by("-created_at", "-pk")
    return [Told(one, one.session.user_agent, one.session.session_key == session_key) for one in mine]
