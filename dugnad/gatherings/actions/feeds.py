"""Secret addresses for calendar programs. Whoever has one reads what its owner may see, and nothing else."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.circles import rules as circle_rules
from dugnad.circles.models import Circle
from dugnad.gatherings.models import Feed
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member

MOST = 20
"""Addresses one member may have at a time."""


@transaction.atomic
def open_feed(*, by: Member, circle: Circle | None = None, at: datetime | None = None) -> tuple[Feed, str]:
    """A new address: of what `by` comes to, or of all in `circle`. The token is returned once and not kept."""
    if circle is not None:
        circle_rules.belongs.require(by, circle)
    if Feed.objects.filter(member=by).count() >= MOST:
        raise Refused(_("You have 20 addresses. End one that you no longer use, then make a new one."))
    token = secrets.token_urlsafe(24)
    return Feed.objects.create(member=by, circle=circle, hashed=hashed(token), made_at=at or now()), token


def close_feed(*, by: Member, feed: Feed) -> None:
    """The address leads nowhere from now on."""
    if Feed.objects.filter(pk=feed.pk, member=by).delete()[0] != 1:
        raise Refused(_("This address has ended already."))


def hashed(token: str) -> str:
    """What is kept of a token: 192 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
