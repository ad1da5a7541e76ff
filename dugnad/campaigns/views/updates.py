"""Updates: written by organisers, read by everybody."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dugnad.campaigns import rules
from dugnad.campaigns.actions import updates as actions
from dugnad.campaigns.enums import Feature, UpdateState
from dugnad.campaigns.forms.updates import UpdateForm
from dugnad.campaigns.models import Campaign, Update
from dugnad.campaigns.queries import updates as queries
from dugnad.campaigns.update_letters import written
from dugnad.kit.clock import now
from dugnad.kit.ids import new_key
from dugnad.kit.pages import page
from dugnad.kit.refusal import Refused
from dugnad.people.letters import Part
from dugnad.people.viewing import MemberRequest, member_only, viewer


@require_safe
def campaign_updates(request: HttpRequest, campaign_id: str) -> HttpResponse:
    """All updates of a campaign; for its organisers also those that wait, and how far the others have come."""
    member = viewer(request)
    campaign = get_object_or_404(Campaign.objects.visible_to(member).select_related("circle"), pk=campaign_id)
    organises = rules.organises.can(member, campaign)
    context = {
        "campaign": campaign,
        "organises": organises,
        "reached": queries.reached(campaign, now()) if organises else None,
        "found": page(
            queries.updates_of(member, campaign), keys=("-created_at", "-id"), after=request.GET.get("after")
        ),
        "here": "campaigns",
    }
    return render(request, "campaigns/updates.html", context)


@require_http_methods(["GET", "POST"])
@member_only
def update_new(request: MemberRequest, campaign_id: str) -> HttpResponse:
    """Write one: look at it as the letter it will be, then let it wait to leave."""
    campaign = _organised(request, campaign_id)
    form = UpdateForm(request.POST or None, initial=_begun(request, campaign))
    preview: Sequence[Part] = ()
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        if request.POST.get("do") != "send":
            draft = Update(campaign=campaign, title=facts["title"], text=facts["text"])
            preview = tuple(written(draft, {}))
        else:
            try:
                actions.write(by=request.user, campaign=campaign, at=now(), **facts)
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("It leaves in a quarter of an hour. Until then you can stop it."))
                return redirect("campaign_updates", campaign.pk)
    context = {
        "form": form,
        "campaign": campaign,
        "preview": preview,
        "reached": queries.reached(campaign, now()),
        "here": "campaigns",
    }
    return render(request, "campaigns/update_new.html", context, status=422 if form.errors else 200)


def _organised(request: MemberRequest, campaign_id: str) -> Campaign:
    visible = Campaign.objects.visible_to(request.user).select_related("circle")
    campaign = get_object_or_404(visible.filter(rules.organises.which(request.user)), pk=campaign_id)
    rules.in_phase(Feature.TELL).require(request.user, campaign)
    return campaign


def _begun(request: MemberRequest, campaign: Campaign) -> dict[str, str]:
    """What an update said that was stopped, to be mended."""
    stopped = campaign.updates.filter(state=UpdateState.STOPPED, pk=request.GET.get("from", ""))
    before = stopped.values_list("title", "text").first() or ("", "")
    return {"title": before[0], "text": before[1], "form_key": new_key()}


@require_safe
def update(request: HttpRequest, update_id: str) -> HttpResponse:
    """One update."""
    member = viewer(request)
    visible = Update.objects.visible_to(member).select_related("campaign__circle", "author")
    found = get_object_or_404(visible, pk=update_id)
    context = {
        "update": found,
        "hidden": not rules.shows_update.can(None, found),
        "organises": rules.organises.can(member, found.campaign),
        "here": "campaigns",
    }
    return render(request, "campaigns/update.html", context)


@require_POST
@member_only
def update_hold_back(request: MemberRequest, update_id: str) -> HttpResponse:
    """Stop one that waits, and go on writing it."""
    found = get_object_or_404(Update.objects.visible_to(request.user).select_related("campaign__circle"), pk=update_id)
    try:
        actions.hold_back(by=request.user, update=found, at=now())
    except Refused as refused:
        messages.info(request, str(refused.reason))
    else:
        messages.success(request, _("It is stopped. Nobody has had it."))
    return redirect("campaign_updates", found.campaign_id)
