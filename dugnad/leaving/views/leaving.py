"""Leaving: with everything, and for good."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.leaving.actions import departing
from dugnad.leaving.enums import When
from dugnad.leaving.forms.leaving import LeaveForm
from dugnad.leaving.models import Departure
from dugnad.leaving.queries.files import archive_in, may_be_had
from dugnad.people.holdings import still_open
from dugnad.people.viewing import MemberRequest, member_only


@require_safe
@member_only
def leaving(request: MemberRequest) -> HttpResponse:
    """My archive, and the way out."""
    archive = archive_in(request.user, request.session.session_key)
    context = {
        "archive": archive,
        "ready": archive is not None and may_be_had(archive, now()),
        "departure": Departure.objects.filter(member=request.user).first(),
        "here": "me",
    }
    return render(request, "leaving/leaving.html", context)


@require_http_methods(["GET", "POST"])
@member_only
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth has no types
def for_good(request: MemberRequest) -> HttpResponse:
    """What goes, what may stay, and when."""
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        when = When(form.cleaned_data["when"])
        try:
            departing.depart(by=request.user, when=when, granted=form.granted())
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return _gone(request) if when == When.NOW else redirect("leaving")
    context = {"form": form, "open": still_open(request.user), "here": "me"}
    return render(request, "leaving/for_good.html", context, status=422 if form.errors else 200)


def _gone(request: MemberRequest) -> HttpResponse:
    logout(request)
    return redirect("left")


@require_POST
@member_only
def stay(request: MemberRequest) -> HttpResponse:
    """Think again."""
    departing.stay(by=request.user)
    messages.success(request, _("You stay. Nothing was erased."))
    return redirect("leaving")


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """The last page: the same for everybody."""
    return render(request, "leaving/left.html")
