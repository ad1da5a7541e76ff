"""Preparing targets and the rungs of the ladder."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dugnad.campaigns import ladder
from dugnad.campaigns.actions import rungs, targets
from dugnad.campaigns.enums import RungKind
from dugnad.campaigns.forms.campaign import NewRungForm, RungForm, TargetForm
from dugnad.campaigns.models import Campaign
from dugnad.campaigns.views.finding import run_by, the_rung, the_target
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
    return _page(request, campaign, form, _("Of whom do you demand it?"), _("Add this target"))


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
    return _page(request, target.campaign, form, target.name, _("Save"))


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


@member_only
@require_http_methods(["GET", "POST"])
def rung_new(request: MemberRequest, campaign_id: str) -> HttpResponse:
    """One more thing that people can do; straight on to what it needs, if it needs something."""
    campaign = run_by(request, campaign_id)
    form = NewRungForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        kind = RungKind(form.cleaned_data["kind"])
        try:
            made = rungs.add_rung(by=request.user, campaign=campaign, kind=kind, step=form.step())
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            registered = ladder.of_kind(kind)
            prepare = registered.settings(made) if registered else ""
            return redirect(prepare) if prepare else redirect("campaign_organise", campaign.pk)
    return _page(request, campaign, form, _("Put something on the ladder"), _("Put it on the ladder"))


@member_only
@require_http_methods(["GET", "POST"])
def rung_edit(request: MemberRequest, rung_id: str) -> HttpResponse:
    """Other words, or another goal."""
    rung = the_rung(request, rung_id)
    form = RungForm(request.POST if request.method == "POST" else None, rung=rung)
    if form.is_valid():
        rungs.edit_rung(by=request.user, rung=rung, step=form.step())
        return redirect("campaign_organise", rung.campaign_id)
    return _page(request, rung.campaign, form, rung.title or rung.get_kind_display(), _("Save"))


@member_only
@require_POST
def rung_turn(request: MemberRequest, rung_id: str) -> HttpResponse:
    """Up, down, away, or back."""
    rung = the_rung(request, rung_id)
    match request.POST.get("turn"):
        case "up" | "down" as way:
            rungs.move_rung(by=request.user, rung=rung, up=way == "up")
        case "away" | "back" as way:
            rungs.put_away(by=request.user, rung=rung, away=way == "away")
    return redirect("campaign_organise", rung.campaign_id)


def _page(
    request: MemberRequest, campaign: Campaign, form: TargetForm | RungForm, heading: str, button: str
) -> HttpResponse:
    context = {
        "campaign": campaign,
        "form": form,
        "heading": heading,
        "about": "",
        "button": button,
        "back": "campaign_organise",
        "here": "act",
    }
    return render(request, "campaigns/turn.html", context, status=422 if form.errors else 200)
