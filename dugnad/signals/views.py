"""The steward's desk: what may want a look."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dugnad.circles import rules
from dugnad.circles.rules import stands
from dugnad.circles.views.finding import a_circle_one
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.signals.actions import putting_away
from dugnad.signals.models import Signal
from dugnad.signals.queries.lists import waiting


@member_only
@require_safe
def circle_signals(request: MemberRequest, circle_id: str) -> HttpResponse:
    """What was seen, what else it could mean, what one could do."""
    circle = a_circle_one(rules.tends, request, circle_id)
    context = {
        "tab": "desk",
        "circle": circle,
        "stand": stands(request.user)[circle.pk],
        "reads": True,
        "rows": waiting(request.user, circle),
    }
    return render(request, "signals/signals.html", context)


@member_only
@require_POST
def signal_put_away(request: MemberRequest, signal_id: str) -> HttpResponse:
    """A steward has looked."""
    signal = get_object_or_404(Signal.objects.visible_to(request.user), pk=signal_id)
    putting_away.put_away(by=request.user, signal=signal)
    messages.success(request, _("Put away."))
    return redirect("circle_signals", signal.circle_id)
