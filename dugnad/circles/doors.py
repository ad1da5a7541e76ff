"""The movement's own entrance, which closes by itself when very many make accounts in a short time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from dugnad.circles.actions.shutting import count_account
from dugnad.circles.models import Entrance
from dugnad.kit.clock import now
from dugnad.people.closing import register_closing
from dugnad.people.doors import door
from dugnad.people.models import Member


def connect() -> None:
    """Called once, when the apps are ready."""
    register_closing(is_shut)
    user_logged_in.connect(_count, dispatch_uid="circles.doors")


def is_shut(at: datetime) -> bool:
    """Whether it closed by itself and nobody has opened it again."""
    return Entrance.objects.exclude(shut_at=None).exists()


def _count(sender: Any, request: HttpRequest, user: Member, **_rest: Any) -> None:
    """Somebody enters for the first time, and nobody invited them."""
    if user.last_login is None and door(request) is None:
        count_account(now())
