"""Coming in by passkey for the first time, and coming back by recovery code."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.core import ratelimit
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.people.actions.member import arrive_by_passkey
from dugnad.people.actions.recovery import recover as recover_by_code
from dugnad.people.doors import door
from dugnad.people.forms.accounts import HandleForm, RecoverForm
from dugnad.people.forms.second_step import FirstPasskeyForm
from dugnad.people.models import Member

NEWCOMER = "newcomer"
"""Session key: the handle and id promised to somebody whose device is making a passkey. No account exists yet."""


@never_cache
@require_http_methods(["GET", "POST"])
def signup_passkey(request: HttpRequest) -> HttpResponseBase:
    """A handle first, then the passkey; only with it the account is made, so that nobody is left locked out."""
    if request.user.is_authenticated:
        return redirect("today")
    adapter = get_adapter()
    if not adapter.is_open_for_signup(request):
        return render(request, "account/signup_closed.html")
    if request.method == "POST" and "credential" in request.POST and NEWCOMER in request.session:
        return _with_passkey(request)
    form = HandleForm(request.POST or None)
    if request.method != "POST":
        request.session.pop(NEWCOMER, None)
        return render(request, "people/signup_passkey.html", {"form": form})
    too_often: HttpResponse | None = ratelimit.consume_or_429(request, action="signup")
    if too_often:
        return too_often
    if not form.is_valid():
        return render(request, "people/signup_passkey.html", {"form": form}, status=422)
    request.session[NEWCOMER] = {"id": new_id(), "handle": form.cleaned_data["handle"]}
    return _ask_device(request, None)


def _ask_device(request: HttpRequest, form: FirstPasskeyForm | None) -> HttpResponse:
    promised = request.session[NEWCOMER]
    nobody_yet = Member(id=promised["id"], handle=promised["handle"])
    facts: dict[str, Any] = {
        "handle": promised["handle"],
        "options": {"creation_options": begin_registration(nobody_yet, passwordless=True)},
        "form": form,
    }
    return render(request, "people/signup_passkey.html", facts, status=422 if form else 200)


def _with_passkey(request: HttpRequest) -> HttpResponseBase:
    promised = request.session[NEWCOMER]
    form = FirstPasskeyForm(request.POST, user=Member(id=promised["id"], handle=promised["handle"]))
    if not form.is_valid():
        return _ask_device(request, form)
    carried = door(request)
    try:
        passkey = arrive_by_passkey(
            handle=promised["handle"],
            member_id=promised["id"],
            passkey=form.cleaned_data["credential"],
            name=form.cleaned_data["name"],
            brought_by=carried.brought_by if carried and carried.opens else None,
        )
    except Refused as refused:
        del request.session[NEWCOMER]
        again = HandleForm({"handle": promised["handle"]})
        again.add_error("handle", str(refused.reason))
        return render(request, "people/signup_passkey.html", {"form": again}, status=422)
    del request.session[NEWCOMER]
    request.session["onwards"] = get_adapter().get_signup_redirect_url(request)
    post_authentication(request, passkey, passwordless=True, reauthenticated=True)
    entered: HttpResponseBase = perform_login(
        request, Login(user=passkey.user, redirect_url=reverse("mfa_view_recovery_codes"), signup=True)
    )
    return entered


@sensitive_post_parameters("code", "password1", "password2")
@never_cache
@require_http_methods(["GET", "POST"])
def recover(request: HttpRequest) -> HttpResponse:
    """A new passphrase for whoever has a recovery code."""
    form = RecoverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            member = recover_by_code(handle=typed["handle"], code=typed["code"], passphrase=typed["password1"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            get_adapter().send_notification_mail("account/email/password_reset", member)
            messages.success(request, _("Your new passphrase is in place. Sign in with it."))
            return redirect("account_login")
    return render(request, "people/recover.html", {"form": form}, status=422 if form.errors else 200)
