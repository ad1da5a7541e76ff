"""Telling the stewards, and hearing what became of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dugnad.circles.models import Circle
from dugnad.circles.rules import belongs, sees
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.safety import reportable
from dugnad.safety.actions.reporting import About
from dugnad.safety.actions.reporting import report as tell
from dugnad.safety.forms.reporting import ReportForm
from dugnad.safety.models import Report
from dugnad.safety.queries.deciders import deciders


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: MemberRequest, kind: str, thing_id: str) -> HttpResponse:
    """Tell the stewards of its circle about something. Of a member: of a circle that both are in."""
    about = _about(request, kind, thing_id)
    circles = _circles(request, about)
    chosen = request.POST.get("circle") or request.GET.get("circle") or (circles[0].pk if len(circles) == 1 else "")
    circle = next((one for one in circles if one.pk == chosen), None)
    if circle is None:
        return render(request, "safety/report_where.html", {"about": about, "circles": circles})
    known = sees.can(request.user, circle)
    form = ReportForm(
        request.POST or None,
        norms=circle.norms if known else "",
        can_attach=bool(about.told.text or about.told.pictures),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = tell(by=request.user, about=about, circle=circle, words=form.words_said())
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return _thanked(request, made)
    context = {"about": about, "circle": circle, "form": form, "known": known, "mine": about.told.by == request.user}
    return render(request, "safety/report.html", context, status=422 if form.errors else 200)


def _about(request: MemberRequest, kind: str, thing_id: str) -> About:
    known = reportable.kind(kind)
    told = known.seen(request.user, thing_id) if known else None
    if told is None:
        raise Http404
    return About(kind, thing_id, told)


def _circles(request: MemberRequest, about: About) -> list[Circle]:
    if about.told.circle:
        return [get_object_or_404(Circle, pk=about.told.circle)]
    assert about.told.by is not None
    shared = Circle.objects.filter(belongs.which(request.user)).filter(belongs.which(about.told.by))
    return list(shared.order_by("name"))


def _thanked(request: MemberRequest, made: Report) -> HttpResponse:
    messages.success(request, _("Thank you for telling. You hear of it when the stewards have dealt with it."))
    if not made.case.mask and not deciders(made.case):
        messages.warning(
            request, _("Nobody else tends this circle at the moment. What you wrote waits until somebody does.")
        )
    return redirect("reports")


@member_only
@require_safe
def reports(request: MemberRequest) -> HttpResponse:
    """What I have told, and whether it was dealt with."""
    mine = Report.objects.visible_to(request.user).select_related("case__circle").order_by("-at")[:100]
    return render(request, "safety/reports.html", {"rows": mine})
