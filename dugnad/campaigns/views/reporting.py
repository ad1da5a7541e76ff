"""Reporting a campaign without an account. Members have the page of `dugnad.safety`.

Like the form for signing it has no token against forgery: it does nothing in anybody's name.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dugnad.campaigns.forms.reporting import OutsideReportForm
from dugnad.campaigns.reported import of_campaign
from dugnad.campaigns.views.finding import find_campaign
from dugnad.kit import networks
from dugnad.kit.clock import now
from dugnad.kit.kept import kept_for_strangers
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import viewer
from dugnad.safety.actions.reporting import About
from dugnad.safety.actions.reporting_from_outside import report_from_outside


@kept_for_strangers
@csrf_exempt  # see above
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_report(request: HttpRequest, campaign_id: str) -> HttpResponse:
    """Tell the stewards what is wrong with it; with `told`, thanks."""
    if viewer(request) is not None:
        return redirect("report", "campaign", campaign_id)
    campaign, at = find_campaign(None, campaign_id), now()
    data = request.POST if request.method == "POST" else None
    form = OutsideReportForm(data, about=f"report-{campaign.pk}", at=at, network=networks.of(request))
    if request.method == "POST" and form.is_valid():
        about = About("campaign", campaign.pk, of_campaign(campaign))
        try:
            report_from_outside(about=about, circle=campaign.circle, said=form.said(), at=at)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect(f"{request.path}?told")
    context = {"campaign": campaign, "form": form, "told": "told" in request.GET, "here": "act"}
    return render(request, "campaigns/report.html", context, status=422 if form.errors else 200)
