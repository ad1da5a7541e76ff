"""How fast a circle goes: the steps of slow mode, and what somebody is told who has to wait."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dugnad.circles.models import Circle

STEPS: dict[int, Promise] = {
    0: gettext_lazy("as fast as people write"),
    10: gettext_lazy("10 seconds"),
    30: gettext_lazy("30 seconds"),
    60: gettext_lazy("a minute"),
    300: gettext_lazy("5 minutes"),
    900: gettext_lazy("15 minutes"),
    3600: gettext_lazy("an hour"),
}
"""By seconds between two posts of one member."""
BY_ITSELF = 60
"""The step of a circle that was slowed by itself."""


def slowed_by_itself(circle: Circle, at: datetime) -> bool:
    """Is much more said than usual at the moment?"""
    return circle.slowed_until is not None and circle.slowed_until > at


def pace(circle: Circle, at: datetime) -> int:
    """Seconds between two posts of one member; 0: none."""
    return max(circle.slow, BY_ITSELF if slowed_by_itself(circle, at) else 0)


def refusal(left: timedelta) -> str:
    """What somebody reads whose last post was too near."""
    seconds = max(1, round(left.total_seconds()))
    minutes = -(-seconds // 60)
    wait = (
        ngettext("%(n)d second", "%(n)d seconds", seconds) % {"n": seconds}
        if seconds < 60
        else ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    )
    return _(
        "This circle goes slowly at the moment, so that everybody can follow. You can send this in %(wait)s. "
        "What you wrote is kept."
    ) % {"wait": wait}
