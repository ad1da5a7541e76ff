"""What the pages about accounts can say."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.conf import settings
from django.template.context import Context

from dugnad.people import doors
from dugnad.people.browsers import spoken
from dugnad.people.marks import Shown
from dugnad.people.queries import safety

register = template.Library()
register.filter("browser", spoken)


@register.filter
def of(marks: Mapping[str, tuple[Shown, ...]], member: str) -> tuple[Shown, ...]:
    """Those of one member, by id."""
    return marks.get(member, ())


@register.simple_tag(takes_context=True)
def at_the_door(context: Context) -> doors.Door | None:
    """The invitation this visitor carries, if it still opens."""
    found = doors.door(context["request"])
    return found if found and found.opens else None


@register.simple_tag(takes_context=True)
def account_nudges(context: Context) -> list[safety.Nudge]:
    """The weightiest thing to do for one's account. Costs nothing where nothing was to be done at signing in."""
    request = context["request"]
    if not (request.user.is_authenticated and request.session.get(safety.NUDGE)):
        return []
    left = safety.nudges(request.user)
    if not left:
        request.session[safety.NUDGE] = False
    return left[:1]


@register.simple_tag
def mail_is_sent() -> bool:
    """Does mail leave this machine? Else the operator finds it in a folder."""
    return bool(settings.CONFIG.smtp)
