"""What a steward may lighten."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dugnad.asks.models import Ask
from dugnad.circles.models import Circle
from dugnad.circles.rules import tends
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.pulse.actions.calling import call
from dugnad.pulse.queries import care


@member_only
@require_http_methods(["GET"])
def circle_care(request: MemberRequest, circle_id: str) -> HttpResponse:
    """Who carries too much, who was never asked, which asks wait."""
    circle, at = _tended(request, circle_id), now()
    context = {
        "circle": circle,
        "carrying": care.carrying(circle, at),
        "never_asked": care.never_asked(circle, at),
        "waiting": care.waiting(request.user, circle),
        "here": "circles",
    }
    return render(request, "pulse/care.html", context)


@member_only
@require_POST
def circle_care_call(request: MemberRequest, circle_id: str) -> HttpResponse:
    """Ask somebody by name for one of the asks that wait."""
    circle = _tended(request, circle_id)
    asks = Ask.objects.visible_to(request.user).filter(circle=circle)
    ask = get_object_or_404(asks.select_related("circle", "kind", "place"), pk=request.POST.get("ask", ""))
    free = {one.pk: one for one in care.never_asked(circle, now(), most=1000)}
    chosen = free.get(request.POST.get("member", ""))
    try:
        if chosen is None:
            raise Refused(_("Choose whom to ask."))
        call(by=request.user, ask=ask, member=chosen.pk)
    except Refused as refused:
        messages.warning(request, str(refused.reason))
    else:
        messages.success(
            request, _("%(handle)s is asked by name, and told that you thought of them.") % {"handle": chosen.handle}
        )
    return redirect("circle_care", circle.pk)


def _tended(request: MemberRequest, circle_id: str) -> Circle:
    return get_object_or_404(Circle.objects.filter(tends.which(request.user)), pk=circle_id)
