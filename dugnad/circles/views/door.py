"""Coming in, asking to, and going."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dugnad.circles import rules
from dugnad.circles.actions import application as wishes
from dugnad.circles.actions import membership as memberships
from dugnad.circles.enums import Progress, Standing
from dugnad.circles.forms.entry import ApplyForm, NormsForm
from dugnad.circles.models import Application, Circle, Membership
from dugnad.circles.queries.way_in import way_in
from dugnad.circles.views.finding import a_circle_one, the_circle
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


@member_only
def circle_join(request: MemberRequest, circle_id: str) -> HttpResponse:
    """The norms, and in: for open circles, and where enough members have given their word."""
    circle = the_circle(request, circle_id)
    if rules.belongs.can(request.user, circle):
        return redirect("circle", circle.pk)
    form = NormsForm(request.POST or None, circle=circle)
    if request.method == "POST" and form.is_valid():
        try:
            memberships.join(by=request.user, circle=circle, norms=form.cleaned_data["norms"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
            form.bring_up_to_date()
        else:
            messages.success(request, _("Welcome. You are in."))
            return redirect("circle", circle.pk)
    context = {"circle": circle, "way": way_in(request.user, circle, now()), "form": form}
    return render(request, "circles/join.html", context, status=422 if form.errors else 200)


@member_only
def circle_apply(request: MemberRequest, circle_id: str) -> HttpResponse:
    """The circle's own questions."""
    circle = the_circle(request, circle_id)
    way = way_in(request.user, circle, now())
    if rules.belongs.can(request.user, circle) or not way.may_apply:
        return redirect("circle", circle.pk)
    form = ApplyForm(request.POST or None, circle=circle)
    if request.method == "POST" and form.is_valid():
        try:
            wishes.apply(by=request.user, circle=circle, norms=form.cleaned_data["norms"], answers=form.answers)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
            form.bring_up_to_date()
        else:
            return redirect("circle", circle.pk)
    context = {"circle": circle, "way": way, "form": form}
    return render(request, "circles/apply.html", context, status=422 if form.errors else 200)


@member_only
@require_POST
def application_withdraw(request: MemberRequest, application_id: str) -> HttpResponse:
    """Not after all."""
    waiting = Application.objects.filter(member=request.user, progress=Progress.WAITING)
    application = get_object_or_404(waiting.select_related("circle"), pk=application_id)
    wishes.withdraw(by=request.user, application=application)
    messages.success(request, _("You have taken it back."))
    return redirect("circle", application.circle_id) if _knows(request, application.circle) else redirect("circles")


@member_only
def circle_leave(request: MemberRequest, circle_id: str) -> HttpResponse:
    """What leaving means, and out."""
    circle = a_circle_one(rules.belongs, request, circle_id)
    refusal = ""
    if request.method == "POST":
        try:
            memberships.leave(by=request.user, circle=circle)
        except Refused as refused:
            refusal = str(refused.reason)
        else:
            return redirect("circles")
    context = {"circle": circle, "refusal": refusal}
    return render(request, "circles/leave.html", context, status=422 if refusal else 200)


@member_only
@require_POST
def circle_return(request: MemberRequest, circle_id: str) -> HttpResponse:
    """Back in by those who left lately: also into a hidden circle, which they could not find any more."""
    past = Membership.objects.filter(member=request.user, standing=Standing.LEFT).select_related("circle")
    circle = get_object_or_404(past, circle=circle_id).circle
    memberships.come_back(by=request.user, circle=circle)
    return redirect("circle", circle.pk)


def _knows(request: MemberRequest, circle: Circle) -> bool:
    return rules.sees.can(request.user, circle)
