"""Choosing what to be told, and stopping letters from a link in one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.notify.actions.wishes import choose, stop, write_to_me_again
from dugnad.notify.addresses import letter_of
from dugnad.notify.enums import Sort
from dugnad.notify.forms import ToldForm
from dugnad.notify.queries.wishes import address_of, choices, wishes_of
from dugnad.people.viewing import MemberRequest, member_only


@require_http_methods(["GET", "POST"])
@member_only
def me_told(request: MemberRequest) -> HttpResponse:
    """By mail or not, the digest, each circle."""
    wishes, address = wishes_of(request.user), address_of(request.user)
    form = ToldForm(request.POST or None, wishes=wishes, circles=choices(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            choose(by=request.user, chosen=form.chosen(), at=now())
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("Kept. You are told like this from now on."))
            return redirect("me_told")
    refused_address = address if address and wishes.refused == address else ""
    context = {"form": form, "address": address, "refused": refused_address, "here": "me"}
    return render(request, "notify/me_told.html", context, status=422 if form.errors else 200)


@member_only
@require_POST
def me_told_again(request: MemberRequest) -> HttpResponse:
    """The address that was refused is right after all."""
    write_to_me_again(by=request.user)
    messages.success(request, _("We write to that address again."))
    return redirect("me_told")


@csrf_exempt  # mail programs post here by themselves when somebody presses their "unsubscribe"; the link is the key
@require_http_methods(["GET", "POST"])
def letters_stop(request: HttpRequest, token: str) -> HttpResponse:
    """A link from a letter: seeing it changes nothing, posting stops letters like that one. It says no names."""
    letter = letter_of(token)
    if letter is None:
        raise Http404
    if request.method == "POST":
        stop(letter=letter, at=now())
    context = {"done": request.method == "POST", "digest": letter.sort != Sort.TOLD or not letter.circle}
    return render(request, "notify/letters_stop.html", context)
