"""Opening, delivering, closing and reopening a campaign, and what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dugnad.campaigns.actions import phases
from dugnad.campaigns.actions.outcome import tell_outcome
from dugnad.campaigns.forms.turns import CloseForm, DeliverForm, OutcomeForm
from dugnad.campaigns.views.drawing_forms import form_page
from dugnad.campaigns.views.finding import run_by
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


@member_only
@require_POST
def campaign_open(request: MemberRequest, campaign_id: str) -> HttpResponse:
    """Open it to everybody."""
    campaign = run_by(request, campaign_id)
    try:
        phases.open_up(by=request.user, campaign=campaign)
    except Refused as refused:
        messages.warning(request, str(refused.reason))
        return redirect("campaign_organise", campaign.pk)
    return redirect("campaign", campaign.pk)


@member_only
@require_POST
def campaign_reopen(request: MemberRequest, campaign_id: str) -> HttpResponse:
    """It goes on."""
    campaign = run_by(request, campaign_id)
    try:
        phases.reopen(by=request.user, campaign=campaign)
    except Refused as refused:
        messages.warning(request, str(refused.reason))
    return redirect("campaign", campaign.pk)


@member_only
@require_http_methods(["GET", "POST"])
def campaign_deliver(request: MemberRequest, campaign_id: str) -> HttpResponse:
    """What was handed over, and to whom."""
    campaign = run_by(request, campaign_id)
    form = DeliverForm(request.POST if request.method == "POST" else None, campaign=campaign)
    if form.is_valid():
        sent = form.cleaned_data
        try:
            phases.deliver(by=request.user, campaign=campaign, note=sent["note"], targets=list(sent["targets"]))
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("campaign", campaign.pk)
    return form_page(
        request, campaign, form, _("It was handed over"), about=_("From now on the days of silence count.")
    )


@member_only
@require_http_methods(["GET", "POST"])
def campaign_close(request: MemberRequest, campaign_id: str) -> HttpResponse:
    """It ends."""
    campaign = run_by(request, campaign_id)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            phases.close(by=request.user, campaign=campaign, note=form.cleaned_data["note"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("campaign", campaign.pk)
    about = _("Its page stays. Nobody can sign or do anything on the ladder any more, and it cannot be opened again.")
    return form_page(request, campaign, form, _("Close the campaign"), about=about)


@member_only
@require_http_methods(["GET", "POST"])
def campaign_outcome(request: MemberRequest, campaign_id: str) -> HttpResponse:
    """What changed, and because of what."""
    campaign = run_by(request, campaign_id)
    first = {"outcome": campaign.outcome}
    form = OutcomeForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        try:
            tell_outcome(by=request.user, campaign=campaign, outcome=form.cleaned_data["outcome"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("campaign", campaign.pk)
    return form_page(request, campaign, form, _("What came of it"), button=_("Tell everybody who took part"))
