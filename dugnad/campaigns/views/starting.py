"""Starting a campaign, changing its words, taking it to another place."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dugnad.campaigns.actions import starting
from dugnad.campaigns.enums import Feature
from dugnad.campaigns.forms.words import CopyForm, EditCampaignForm, NewCampaignForm
from dugnad.campaigns.rules import in_phase
from dugnad.campaigns.views.finding import run_by, the_campaign, the_circle
from dugnad.circles.models import Circle
from dugnad.circles.rules import belongs
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


@member_only
@require_safe
def campaign_where(request: MemberRequest) -> HttpResponse:
    """Which circle runs it; straight on for those who are in one."""
    circles = list(Circle.objects.filter(belongs.which(request.user)).order_by("name", "pk"))
    if len(circles) == 1:
        return redirect("campaign_new", circles[0].pk)
    return render(request, "campaigns/where.html", {"circles": circles, "here": "act"})


@member_only
@require_http_methods(["GET", "POST"])
def campaign_new(request: MemberRequest, circle_id: str) -> HttpResponse:
    """A new campaign, a draft."""
    circle = the_circle(request, circle_id)
    belongs.require(request.user, circle)
    form = NewCampaignForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = starting.start(
            by=request.user, circle=circle, words=form.words(), form_key=form.cleaned_data["form_key"]
        )
        return redirect("campaign_organise", made.pk)
    context = {"circle": circle, "form": form, "here": "act"}
    return render(request, "campaigns/campaign_new.html", context, status=422 if form.errors else 200)


@member_only
@require_http_methods(["GET", "POST"])
def campaign_edit(request: MemberRequest, campaign_id: str) -> HttpResponse:
    """Other words."""
    campaign = run_by(request, campaign_id)
    form = EditCampaignForm(request.POST if request.method == "POST" else None, campaign=campaign)
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            starting.edit(by=request.user, campaign=campaign, words=form.words(), version=version)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("campaign", campaign.pk)
    may_reword = in_phase(Feature.REWORD).can(request.user, campaign)
    context = {"campaign": campaign, "form": form, "may_reword": may_reword, "here": "act"}
    return render(request, "campaigns/campaign_edit.html", context, status=422 if form.errors else 200)


@member_only
@require_http_methods(["GET", "POST"])
def campaign_copy(request: MemberRequest, campaign_id: str) -> HttpResponse:
    """The same for another place or target."""
    campaign = the_campaign(request, campaign_id)
    circles = Circle.objects.filter(belongs.which(request.user)).order_by("name", "pk")
    first = {"title": campaign.title, "demand": campaign.demand, "story": campaign.story}
    form = CopyForm(request.POST if request.method == "POST" else None, circles=circles, initial=first)
    if form.is_valid():
        sent = form.cleaned_data
        try:
            made = starting.copy(
                by=request.user, campaign=campaign, circle=sent["circle"], words=form.words(), form_key=sent["form_key"]
            )
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("campaign_organise", made.pk)
    context = {"campaign": campaign, "form": form, "circles": circles.exists(), "here": "act"}
    return render(request, "campaigns/campaign_copy.html", context, status=422 if form.errors else 200)
