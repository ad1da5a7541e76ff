"""What I have agreed to, on one page."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dugnad.kit.refusal import Refused
from dugnad.people.actions.consents import take_all_back, take_back
from dugnad.people.consents import Unknown, given_by
from dugnad.people.viewing import MemberRequest, member_only


@never_cache
@require_http_methods(["GET", "POST"])
@member_only
def me_consents(request: MemberRequest) -> HttpResponse:
    """Looking changes nothing; one tap takes one thing back, or all of one kind."""
    if request.method == "POST":
        try:
            _take_back(request)
        except Unknown as unknown:
            raise Http404 from unknown
        except Refused as refused:
            messages.info(request, str(refused.reason))
        else:
            messages.success(request, _("Taken back. It holds from this moment."))
        return redirect("me_consents")
    return render(request, "people/consents.html", {"given": given_by(request.user)})


def _take_back(request: MemberRequest) -> None:
    source, pk = request.POST.get("source", ""), request.POST.get("consent", "")
    if request.POST.get("do") == "all":
        take_all_back(by=request.user, source=source)
    else:
        take_back(by=request.user, source=source, pk=pk)
