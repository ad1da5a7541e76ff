"""Moments as people say them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

DAYS_COUNTED = 14


def ago(then: datetime, now: datetime) -> str:
    """How far `then` is from `now`: "11 min ago", "yesterday", "in 2 h"; from two weeks on, the date."""
    away = abs(now - then)
    if away < timedelta(minutes=1):
        return gettext("just now")
    if away < timedelta(hours=1):
        return _minutes(int(away.total_seconds() // 60), ahead=then > now)
    days = _midnights(then, now) if away >= timedelta(hours=12) else 0
    if days == 0:
        return _hours(int(away.total_seconds() // 3600), ahead=then > now)
    if abs(days) <= DAYS_COUNTED:
        return _days(days)
    return date(then, now)


def when(then: datetime, now: datetime) -> str:
    """The day and hour of `then` on the reader's clock: "today 23:40", "Thu 26 Nov 09:00"."""
    local = timezone.localtime(then)
    hour = f"{local:%H:%M}"
    match _midnights(then, now):
        case 0:
            return gettext("today %(hour)s") % {"hour": hour}
        case 1:
            return gettext("tomorrow %(hour)s") % {"hour": hour}
        case -1:
            return gettext("yesterday %(hour)s") % {"hour": hour}
    return f"{short_date(local, with_year=local.year != timezone.localtime(now).year)} {hour}"


def short_date(local: datetime, *, with_year: bool = False) -> str:
    """ "Thu 26 Nov", "tors 26 nov": as the reader's language writes it, `local` being on the reader's clock."""
    # A pattern is translated as words are: Django's "M" is a month with a capital, its "b" one without.
    return date_format(local, gettext("D j M Y") if with_year else gettext("D j M"))


def date(then: datetime, now: datetime) -> str:
    """The date of `then` in the reader's language, with the year only if it is another one."""
    local = timezone.localtime(then)
    same_year = local.year == timezone.localtime(now).year
    return date_format(local, "j F" if same_year else "j F Y")


def _midnights(then: datetime, now: datetime) -> int:
    """Midnights on the reader's clock from `now` to `then`; less than 0 for the past."""
    return (timezone.localtime(then).date() - timezone.localtime(now).date()).days


def _minutes(count: int, *, ahead: bool) -> str:
    said = (
        ngettext("in %(count)d min", "in %(count)d min", count)
        if ahead
        else ngettext("%(count)d min ago", "%(count)d min ago", count)
    )
    return said % {"count": count}


def _hours(count: int, *, ahead: bool) -> str:
    said = (
        ngettext("in %(count)d h", "in %(count)d h", count)
        if ahead
        else ngettext("%(count)d h ago", "%(count)d h ago", count)
    )
    return said % {"count": count}


def _days(days: int) -> str:
    if days == 1:
        return gettext("tomorrow")
    if days == -1:
        return gettext("yesterday")
    said = (
        ngettext("in %(count)d day", "in %(count)d days", days)
        if days > 0
        else ngettext("%(count)d day ago", "%(count)d days ago", -days)
    )
    return said % {"count": abs(days)}


def lasting(duration: timedelta) -> str:
    """How long something took, roughly: "38 minutes", "5 hours"."""
    minutes = max(1, round(duration.total_seconds() / 60))
    if minutes < 120:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    hours = round(minutes / 60)
    return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
