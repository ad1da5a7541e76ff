"""Whether the pulse counts me."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dugnad.people.viewing import MemberRequest, member_only
from dugnad.pulse.actions.counting import count_in, leave_out
from dugnad.pulse.queries.left_out import left_out_since


@member_only
@require_http_methods(["GET", "POST"])
def me_pulse(request: MemberRequest) -> HttpResponse:
    """What being left out means, and the button for it, or for coming back."""
    if request.method != "POST":
        return render(request, "pulse/me_pulse.html", {"since": left_out_since(request.user), "here": "me"})
    choice = request.POST.get("counted")
    if choice == "no":
        leave_out(by=request.user)
        messages.success(request, _("You are left out of every pulse that is taken from now on."))
    elif choice == "yes":
        count_in(by=request.user)
        messages.success(request, _("The pulse counts you again, from the next one on."))
    return redirect("me_pulse")
