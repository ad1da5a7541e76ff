"""One's own pages: what others see, what one offers, whom one does not want to meet."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dugnad.kit.refusal import Refused
from dugnad.people.actions.profile import offer_help, tell
from dugnad.people.forms.profile import HelpForm, ProfileForm
from dugnad.people.queries.members import blocked_by, card
from dugnad.people.queries.safety import nudges, safety
from dugnad.people.viewing import MemberRequest, member_only


@require_safe
@member_only
def me(request: MemberRequest) -> HttpResponse:
    """What others see of me, and everything I can change."""
    kept = safety(request.user)
    facts = {"card": card(request.user), "safety": kept, "nudges": nudges(request.user, kept)}
    return render(request, "people/me.html", facts)


@require_http_methods(["GET", "POST"])
@member_only
def profile(request: MemberRequest) -> HttpResponse:
    """Words, pronouns, picture."""
    form = ProfileForm(request.POST or None, request.FILES or None, member=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            tell(by=request.user, **form.told())
        except Refused as refused:
            form.add_error("picture", str(refused.reason))
        else:
            messages.success(request, _("This is how others see you now."))
            return redirect("me")
    facts = {"form": form, "card": card(request.user)}
    return render(request, "people/profile.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@member_only
def help(request: MemberRequest) -> HttpResponse:
    """Skills, languages, town; how often and when."""
    form = HelpForm(request.POST or None, member=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            offer_help(by=request.user, help=form.help())
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("Kept. Thank you for what you give."))
            return redirect("me")
    return render(request, "people/help.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@member_only
def blocked(request: MemberRequest) -> HttpResponse:
    """Whom I do not meet."""
    return render(request, "people/blocked.html", {"blocks": blocked_by(request.user)})
