"""How long somebody stays signed in: 7 days without a visit, 30 days at most; 12 hours for whoever carries trust.

The last visit is kept to the day (for those few: to the hour), so a session may end by that much sooner.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest

from dugnad.people.models import Member
from dugnad.people.trust import carries_trust

IDLE = timedelta(days=7)
IDLE_TRUSTED = timedelta(hours=12)
LONGEST = timedelta(days=30)
STEP = timedelta(days=1)
STEP_TRUSTED = timedelta(hours=1)
"""How often, at most, a visit is written down."""
STAY = "stay"


def begin(request: HttpRequest, member: Member, at: datetime) -> None:
    """`member` has just signed in."""
    _write(request, member, since=int(at.timestamp()), at=int(at.timestamp()))


def goes_on(request: HttpRequest, at: datetime) -> bool:
    """May the member of this session stay, at this moment? Notes the visit if none was noted lately."""
    stay = request.session.get(STAY)
    moment = int(at.timestamp())
    if stay is None:  # a session not begun by signing in: one made by hand, for a test or a measurement
        if request.user.is_authenticated:
            begin(request, request.user, at)
        return True
    idle, step = (IDLE_TRUSTED, STEP_TRUSTED) if stay["trusted"] else (IDLE, STEP)
    if moment - stay["seen"] > idle.total_seconds() or moment - stay["since"] > LONGEST.total_seconds():
        return False
    if moment - stay["seen"] > step.total_seconds() and request.user.is_authenticated:
        _write(request, request.user, since=stay["since"], at=moment)
        _note_the_day(request.user, at)
    return True


def _note_the_day(member: Member, at: datetime) -> None:
    """Whoever comes back without signing in anew was here too. The day, once a day."""
    today = at.replace(hour=0, minute=0, second=0, microsecond=0)
    Member.objects.filter(pk=member.pk).exclude(last_login__gte=today).update(last_login=today)


def _write(request: HttpRequest, member: Member, *, since: int, at: int) -> None:
    trusted = carries_trust(member)
    idle = int((IDLE_TRUSTED if trusted else IDLE).total_seconds())
    request.session[STAY] = {"since": since, "seen": at, "trusted": trusted}
    request.session.set_expiry(min(idle, int(LONGEST.total_seconds()) - (at - since)))
