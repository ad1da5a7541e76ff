"""The set-up page: there until it has been filled in, and never again."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from dugnad.circles.views import fresh_link
from dugnad.kit.refusal import Refused
from dugnad.web.actions.setup import set_up
from dugnad.web.forms.setup import SetupForm
from dugnad.web.setup import is_code, needs_setup


@sensitive_post_parameters("code", "passphrase")
@never_cache
@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """Movement, first account, first circle; then a link for the second steward."""
    if not needs_setup():
        raise Http404
    form = SetupForm(request.POST) if request.method == "POST" else SetupForm(initial={"code": _carried(request)})
    if form.is_bound and form.is_valid():
        try:
            return _begin(request, form)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
    if is_code(form["code"].value() or ""):
        form.hide_code()
    return render(request, "web/setup.html", {"form": form}, status=422 if form.errors else 200)


def _carried(request: HttpRequest) -> str:
    return request.GET.get("code", "")[:200]


def _begin(request: HttpRequest, form: SetupForm) -> HttpResponse:
    facts = {name: value for name, value in form.cleaned_data.items() if name != "code"}
    begun = set_up(**facts)
    there = reverse("circle_invite", args=[begun.circle.pk])
    messages.success(
        request, _("Your movement has begun. Send the link below to whoever will tend the circle with you.")
    )
    response: HttpResponse = perform_login(request, Login(user=begun.operator, redirect_url=there))
    return fresh_link.hand_over(response, begun.circle, begun.operator, begun.token)
