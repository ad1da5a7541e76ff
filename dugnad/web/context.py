"""What every page's frame needs to know."""

from __future__ import annotations

from functools import lru_cache
from typing import TypedDict

from django.conf import settings
from django.db import Error
from django.http import HttpRequest
from django.utils.translation import get_language_info

from dugnad.kit.outage import is_full, is_passing
from dugnad.notify.middleware import UNREAD_HERE
from dugnad.people.models import Member, Movement
from dugnad.people.queries import movement
from dugnad.web.queries.frame import frame as frame_of

SECTIONS = {
    "": "today",
    "circles": "circles",
    "asks": "circles",
    "act": "act",
    "offers": "act",
    "me": "me",
    "account": "me",
    "inbox": "inbox",
}
"""Which item of the navigation a path belongs to, by its first part. A view may pass its own `here`."""


class Shell(TypedDict):
    """The variables of `base.html`."""

    movement: Movement | None
    member: Member | None
    here: str
    exit_address: str
    tongues: tuple[tuple[str, str], ...]
    unread: int


def shell(request: HttpRequest) -> Shell:
    """The frame of a page for whoever asks. A database that is away leaves a stranger's frame."""
    first = request.path_info.strip("/").partition("/")[0]
    frame = bare_shell()
    frame["here"] = SECTIONS.get(first, "")
    frame["tongues"] = _tongues()
    try:
        member = _member(request)
        if member is None:
            frame["movement"] = movement.current()
        else:
            _for_member(frame, member, request)
    except Error as error:
        if not (is_passing(error) or is_full(error)):
            raise
    return frame


def bare_shell() -> Shell:
    """The frame without a movement, a member or a question to the database: for pages that say what went wrong."""
    return Shell(movement=None, member=None, here="", exit_address=settings.CONFIG.exit_address, tongues=(), unread=0)


def _for_member(frame: Shell, member: Member, request: HttpRequest) -> None:
    found = frame_of(member, request.path)
    frame["movement"], frame["member"] = found.movement, member
    frame["unread"] = found.unread - found.here  # they are looking at those
    if found.here:
        setattr(request, UNREAD_HERE, True)


def _member(request: HttpRequest) -> Member | None:
    user = getattr(request, "user", None)  # absent when something failed before the middleware that finds them
    return user if isinstance(user, Member) else None


@lru_cache(maxsize=1)
def _tongues() -> tuple[tuple[str, str], ...]:
    """(code, own name) of each language the pages speak."""
    return tuple((code, get_language_info(code)["name_local"].capitalize()) for code, _ in settings.LANGUAGES)
