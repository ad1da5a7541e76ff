"""Following a link into the movement."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dugnad.circles import guards, rules
from dugnad.circles.actions.invitation import accept
from dugnad.circles.following import CARRIED
from dugnad.circles.forms.entry import ApplyForm, NormsForm
from dugnad.circles.models import Invitation, Membership
from dugnad.circles.queries.invitations import by_id, by_token, leads_in, taken_by
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only, viewer


@never_cache
@require_safe
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """What the link leads to. Looking changes nothing; the visitor's browser keeps which link it was."""
    link = by_token(token, viewer(request), now())
    if link is None:
        return _gone(request)
    request.session[CARRIED] = link.pk
    if viewer(request) is not None:
        return redirect("invitation")
    page = render(request, "circles/invited.html", {"link": link, "leads_in": leads_in(link)} | _rests(link))
    # The address is the secret: the next request would carry it, and proxies write down where one came from.
    page["Referrer-Policy"] = "strict-origin"
    return page


def _gone(request: HttpRequest) -> HttpResponse:
    """One and the same, whether the link expired, was used, was taken back or never was."""
    return render(request, "circles/invited_gone.html", status=404)


@never_cache
@member_only
def invitation(request: MemberRequest) -> HttpResponse:
    """The norms, and in: for a member who carries a link, or took one up when they made their account."""
    link = _link(request)
    if link is None:
        request.session.pop(CARRIED, None)
        return _gone(request)
    if rules.belongs.can(request.user, link.circle):
        request.session.pop(CARRIED, None)
        return redirect("circle", link.circle_id)
    straight = leads_in(link)
    kind = NormsForm if straight else ApplyForm
    form = kind(request.POST or None, circle=link.circle)
    if request.method == "POST" and form.is_valid():
        try:
            return _accept(request, link, form)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
            form.bring_up_to_date()
    context = {"link": link, "circle": link.circle, "leads_in": straight, "form": form} | _rests(link)
    return render(request, "circles/invitation.html", context, status=422 if form.errors else 200)


def _rests(link: Invitation) -> dict[str, str]:
    return {"rests": guards.why_resting(link.circle, now())}


def _link(request: MemberRequest) -> Invitation | None:
    """The one the browser carries, else the newest that this member took up."""
    carried = request.session.get(CARRIED)
    link = by_id(carried, request.user, now()) if carried else None
    if link is not None:
        return link
    return next((found for one in taken_by(request.user) if (found := by_id(one.pk, request.user, now()))), None)


def _accept(request: MemberRequest, link: Invitation, form: NormsForm) -> HttpResponse:
    answers = form.answers if isinstance(form, ApplyForm) else []
    came = accept(by=request.user, invitation=link, norms=form.cleaned_data["norms"], answers=answers)
    request.session.pop(CARRIED, None)
    if isinstance(came, Membership):
        messages.success(request, _("Welcome. You are in."))
    return redirect("circle", link.circle_id)
