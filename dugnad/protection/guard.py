"""What a protected circle never is, and who never comes in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dugnad.circles import guards
from dugnad.circles.enums import Openness, Role, Standing
from dugnad.circles.models import Circle, Membership
from dugnad.circles.queries.way_in import counting, may_return
from dugnad.circles.terms import SETTLED_AFTER
from dugnad.people.models import Member
from dugnad.protection.queries.circle import protection_of, steward_of
from dugnad.protection.terms import LONGEST, WORDS


def connect() -> None:
    """Called once, when the app is ready."""
    guards.register(
        guards.Guard(
            "protection", changing=why_not_so, entering=why_not_in, words_only=is_protected, unnamed=is_protected
        )
    )


def is_protected(circle: Circle) -> bool:
    """Whether the circle is marked."""
    return protection_of(circle.pk) is not None


def why_not_so(circle: Circle, facts: Mapping[str, Any]) -> str:
    """Why a protected circle cannot be changed in this way."""
    if not is_protected(circle):
        return ""
    if facts.get("openness") == Openness.OPEN:
        return _("This circle is protected, so it is closed or hidden, never open.")
    if facts.get("takes_applications"):
        return _("This circle is protected, so nobody asks to come in by themselves. Members bring people.")
    if facts.get("vouches_needed", WORDS) < WORDS:
        return _("This circle is protected: three members give their word for somebody, not fewer.")
    if facts.get("retention_days", LONGEST) > LONGEST:
        return _("This circle is protected: a sealed part is erased after 90 days at the latest.")
    return ""


def why_not_in(circle: Circle, member: Member, at: datetime) -> str:
    """Why somebody does not come into a protected circle now: nobody is there for safeguarding, or words are missing.

    Those who left lately come back on the words they once had.
    """
    protection = protection_of(circle.pk)
    if protection is None:
        return ""
    if steward_of(protection) is None:
        return _("Nobody is there for safeguarding in this circle now, so nobody new is let in. A steward names one.")
    before = Membership.objects.filter(circle=circle, member=member).first()
    if before and may_return(before, at):
        return ""
    missing = words_needed(circle, at) - len(counting(circle, member, at))
    if missing <= 0:
        return ""
    return ngettext(
        "In this circle members give their word for somebody first. One more word is needed; yours can be one.",
        "In this circle members give their word for somebody first. %(n)d more words are needed; yours can be one.",
        missing,
    ) % {"n": missing}


def words_needed(circle: Circle, at: datetime) -> int:
    """Three; while a circle is so young that fewer of its members can give their word, the word of each of them."""
    settled = Q(role=Role.STEWARD) | Q(joined_at__lte=at - SETTLED_AFTER)
    who_can = Membership.objects.filter(settled, circle=circle, standing=Standing.ACTIVE).count()
    return max(1, min(WORDS, who_can))
