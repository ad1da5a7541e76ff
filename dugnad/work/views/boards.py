"""The board of a circle, and of all circles one belongs to."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dugnad.circles.models import Circle
from dugnad.circles.rules import belongs, reads
from dugnad.kit.clock import now
from dugnad.people.models import Member
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.work.queries import board
from dugnad.work.queries.fitting import fitting
from dugnad.work.queries.longest import chain
from dugnad.work.queries.together import together
from dugnad.work.views.words import chain_words, together_words

TIMES = [(15, _("15 minutes")), (60, _("An hour")), (240, _("Half a day"))]
ON_A_CIRCLE = 5
"""Tasks on the page of a circle."""


@member_only
@require_safe
def circle_work(request: MemberRequest, circle_id: str) -> HttpResponse:
    """What is ready, what waits and for whom, what is in hands, in one circle."""
    circle = get_object_or_404(Circle.objects.visible_to(request.user), pk=circle_id)
    if not reads.can(request.user, circle):
        return render(request, "work/closed.html", {"circle": circle, "here": "circles"})
    scope, at = board.in_circle(circle.pk), now()
    found = board.ready_now(request.user, scope, at, request.GET.get("after"))
    context = {
        "circle": circle,
        "inside": belongs.can(request.user, circle),
        "ready": found.items,
        "next": f"?after={found.next}" if found.next else "",
        "here": "circles",
        **_rest(request.user, scope),
    }
    return render(request, "work/circle_work.html", context)


@member_only
@require_safe
def work(request: MemberRequest) -> HttpResponse:
    """What fits me, in all my circles."""
    minutes = _minutes(request)
    scope, at = board.in_my_circles(request.user), now()
    context = {
        "fits": fitting(request.user, scope, at, minutes=minutes),
        "minutes": minutes,
        "times": [(n, label, n == minutes) for n, label in TIMES],
        "circles": Circle.objects.filter(belongs.which(request.user)).order_by("name"),
        "here": "act",
        **_rest(request.user, scope),
    }
    return render(request, "work/work.html", context)


def _minutes(request: HttpRequest) -> int | None:
    asked = request.GET.get("minutes", "")
    return int(asked) if asked in {str(n) for n, _label in TIMES} else None


def _rest(member: Member, scope: Q) -> dict[str, Any]:
    at = now()
    checks = board.to_check(member, scope)
    return {
        "mine": board.in_hands(member, scope, at, mine=True),
        "units": board.my_units(member, scope, at),
        "checks": [one.row for one in checks if not one.mine],
        "checked_by_others": [one.row for one in checks if one.mine],
        "waiting": board.waiting(member, scope, at),
        "held": board.in_hands(member, scope, at, mine=False),
        "chain": chain_words(chain(member, scope)),
        "together": together_words(together(member, scope, at)),
        "today": timezone.localdate(),
    }


def circle_part(member: Member, circle: Circle, request: HttpRequest) -> dict[str, Any] | None:
    """On the page of a circle: what is ready, by need; nothing for those outside where nothing is."""
    found = board.of_circle(member, circle.pk, now())
    inside = belongs.can(member, circle)
    if not (found or inside):
        return None
    return {"ready": found[:ON_A_CIRCLE], "inside": inside, "today": timezone.localdate()}
