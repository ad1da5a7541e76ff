"""The organisers' desk for signatures: what looks forged, names from paper, partners."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dugnad.campaigns.actions.alarms import settle
from dugnad.campaigns.actions.paper import check, enter
from dugnad.campaigns.actions.partners import add_partner, remove_partner
from dugnad.campaigns.enums import Verdict
from dugnad.campaigns.forms.signing_desk import PartnerForm, SheetForm, VerdictForm
from dugnad.campaigns.models import Campaign, PaperSheet, Partner, SigningAlarm
from dugnad.campaigns.queries import signing_desk as queries
from dugnad.campaigns.queries.signing import apart_and_together
from dugnad.campaigns.views.finding import run_by
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


@member_only
@require_safe
def sign_desk(request: MemberRequest, campaign_id: str) -> HttpResponse:
    """What waits for an organiser."""
    return _desk(request, run_by(request, campaign_id), PartnerForm())


def _desk(request: MemberRequest, campaign: Campaign, form: PartnerForm) -> HttpResponse:
    context = {
        "campaign": campaign,
        "desk": queries.desk(campaign),
        "count": apart_and_together(campaign),
        "partners": list(Partner.objects.filter(campaign=campaign).order_by("name", "pk")),
        "form": form,
        "here": "act",
    }
    return render(request, "campaigns/sign_desk.html", context, status=422 if form.errors else 200)


@member_only
@require_POST
def sign_alarm(request: MemberRequest, alarm_id: str) -> HttpResponse:
    """Somebody has looked."""
    alarm = get_object_or_404(SigningAlarm, pk=alarm_id)
    alarm.campaign = run_by(request, alarm.campaign_id)
    form = VerdictForm(request.POST)
    if form.is_valid():
        try:
            let_in = settle(by=request.user, alarm=alarm, verdict=Verdict(form.cleaned_data["verdict"]))
        except Refused as refused:
            messages.warning(request, str(refused.reason))
        else:
            said = ngettext("%(n)d signature counts now.", "%(n)d signatures count now.", let_in)
            messages.success(request, said % {"n": let_in})
    return redirect("sign_desk", alarm.campaign_id)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def sign_sheet_new(request: MemberRequest, campaign_id: str) -> HttpResponse:
    """Names from paper."""
    campaign = run_by(request, campaign_id)
    form = SheetForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            enter(by=request.user, campaign=campaign, label=facts["label"], lines=facts["lines"],
                  form_key=facts["form_key"])  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("Kept. The names count when somebody else has compared them with the paper."))
            return redirect("sign_desk", campaign.pk)
    context = {"campaign": campaign, "form": form, "here": "act"}
    return render(request, "campaigns/sign_sheet_new.html", context, status=422 if form.errors else 200)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def sign_sheet(request: MemberRequest, sheet_id: str) -> HttpResponse:
    """A sheet, for comparing it with the paper."""
    sheet = get_object_or_404(PaperSheet.objects.select_related("entered_by", "checked_by"), pk=sheet_id)
    sheet.campaign = run_by(request, sheet.campaign_id)
    form = VerdictForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            added = check(by=request.user, sheet=sheet, verdict=Verdict(form.cleaned_data["verdict"]))
        except Refused as refused:
            messages.warning(request, str(refused.reason))
            return redirect("sign_sheet", sheet.pk)
        said = ngettext("%(n)d signature more counts now.", "%(n)d signatures more count now.", added)
        messages.success(request, said % {"n": added})
        return redirect("sign_desk", sheet.campaign_id)
    mine = sheet.entered_by_id == request.user.pk
    context = {"campaign": sheet.campaign, "sheet": sheet, "mine": mine, "here": "act"}
    return render(request, "campaigns/sign_sheet.html", context, status=422 if form.errors else 200)


@member_only
@require_POST
def sign_partners(request: MemberRequest, campaign_id: str) -> HttpResponse:
    """Add a partner, or take one out."""
    campaign = run_by(request, campaign_id)
    if gone := request.POST.get("gone"):
        remove_partner(by=request.user, campaign=campaign, partner=gone)
        return redirect("sign_desk", campaign.pk)
    form = PartnerForm(request.POST)
    if form.is_valid():
        try:
            add_partner(by=request.user, campaign=campaign, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("sign_desk", campaign.pk)
    return _desk(request, campaign, form)
