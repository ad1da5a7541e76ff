"""Preparing the rungs of the ladder."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dugnad.campaigns import ladder
from dugnad.campaigns.actions import rungs
from dugnad.campaigns.enums import RungKind
from dugnad.campaigns.forms.rungs import NewRungForm, RungForm
from dugnad.campaigns.views.drawing_forms import form_page
from dugnad.campaigns.views.finding import run_by, the_rung
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


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
    return form_page(request, campaign, form, _("Put something on the ladder"), button=_("Put it on the ladder"))


@member_only
@require_http_methods(["GET", "POST"])
def rung_edit(request: MemberRequest, rung_id: str) -> HttpResponse:
    """Other words, or another goal."""
    rung = the_rung(request, rung_id)
    form = RungForm(request.POST if request.method == "POST" else None, rung=rung)
    if form.is_valid():
        rungs.edit_rung(by=request.user, rung=rung, step=form.step())
        return redirect("campaign_organise", rung.campaign_id)
    return form_page(request, rung.campaign, form, rung.title or rung.get_kind_display(), button=_("Save"))


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
