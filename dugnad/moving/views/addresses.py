"""Where else to find the movement: to read, to print, and for the browser to keep."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.moving.actions.publishing import publish
from dugnad.moving.forms import AddressesForm
from dugnad.moving.models import AddressList
from dugnad.moving.printing import printed
from dugnad.moving.queries.addresses import newest
from dugnad.moving.spoken import spoken
from dugnad.people.queries.movement import current
from dugnad.people.viewing import MemberRequest, member_only, operator_only


def _held() -> AddressList:
    found = newest()
    if found is None:
        raise Http404
    return found


@member_only
@require_safe
def addresses(request: MemberRequest) -> HttpResponse:
    """The list, what it is for, and what this browser does with it."""
    found = newest()
    context = {
        "list": found,
        "key": spoken(found.signer) if found else "",
        "is_over": bool(found and found.expires_at <= now()),
        "here": "me",
    }
    return render(request, "moving/addresses.html", context)


@member_only
@require_safe
def addresses_text(request: MemberRequest) -> HttpResponse:
    """The same to print, or to put into a pocket. 404 while there is none."""
    found = _held()
    return HttpResponse(printed(found, current().name), content_type="text/plain; charset=utf-8")


@member_only
@require_safe
def addresses_signed(request: MemberRequest) -> HttpResponse:
    """For the service worker, each day: what was signed, the signature, and the key. 204 while there is none."""
    found = newest()
    if found is None:
        return HttpResponse(status=204)
    return JsonResponse({"text": found.text, "signature": found.signature, "key": found.signer})


@require_http_methods(["GET", "POST"])
@operator_only
def operator_addresses(request: MemberRequest) -> HttpResponse:
    """Publish a new list."""
    before = newest()
    lines = before.addresses if before else [settings.CONFIG.address]
    form = AddressesForm(request.POST or None, initial={"addresses": "\n".join(lines)})
    if request.method == "POST" and form.is_valid():
        try:
            publish(by=request.user, addresses=form.cleaned_data["addresses"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("Published. Browsers of members take it along within a day."))
            return redirect("addresses")
    context = {"form": form, "list": before, "here": "me"}
    return render(request, "moving/operator_addresses.html", context, status=422 if form.errors else 200)
