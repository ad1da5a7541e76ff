"""Preparing targets."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dugnad.campaigns.actions import targets
from dugnad.campaigns.forms.targets import TargetForm
from dugnad.campaigns.views.drawing_forms import form_page
from dugnad.campaigns.views.finding import run_by, the_target
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


@member_only
@require_http_methods(["GET", "POST"])
def target_new(request: MemberRequest, campaign_id: str) -> HttpResponse:
    """One more of whom it is demanded."""
    campaign = run_by(request, campaign_id)
    form = TargetForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            targets.add_target(by=request.user, campaign=campaign, reach=form.reach())
        except Refused as refused:
            form.add_error("name", str(refused.reason))
        else:
            return redirect("campaign_organise", campaign.pk)
    return form_page(request, campaign, form, _("Of whom do you demand it?"), button=_("Add this target"))


@member_only
@require_http_methods(["GET", "POST"])
def target_edit(request: MemberRequest, target_id: str) -> HttpResponse:
    """Other facts about one."""
    target = the_target(request, target_id)
    form = TargetForm(request.POST if request.method == "POST" else None, target=target)
    if form.is_valid():
        try:
            targets.edit_target(by=request.user, target=target, reach=form.reach())
        except Refused as refused:
            form.add_error("name", str(refused.reason))
        else:
            return redirect("campaign_organise", target.campaign_id)
    return form_page(request, target.campaign, form, target.name, button=_("Save"))


@member_only
@require_POST
def target_remove(request: MemberRequest, target_id: str) -> HttpResponse:
    """Take out one to whom nothing was sent."""
    target = the_target(request, target_id)
    try:
        targets.remove_target(by=request.user, target=target)
    except Refused as refused:
        messages.warning(request, str(refused.reason))
    return redirect("campaign_organise", target.campaign_id)


@member_only
@require_POST
def target_address(request: MemberRequest, target_id: str) -> HttpResponse:
    """A new address to reply to; or, with `end`, none."""
    target = the_target(request, target_id)
    if "end" in request.POST:
        targets.end_address(by=request.user, target=target)
    else:
        targets.give_address(by=request.user, target=target)
    return redirect("campaign_organise", target.campaign_id)
