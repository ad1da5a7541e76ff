"""The desk of those who organise a campaign, and who they are."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from dugnad.campaigns import ladder
from dugnad.campaigns.actions import organisers
from dugnad.campaigns.enums import PHASE_TRANSITIONS, Phase, ReplyState
from dugnad.campaigns.forms.organisers import OrganiserForm
from dugnad.campaigns.models import Campaign, Organiser, TargetDoor
from dugnad.campaigns.queries.authority import accounts
from dugnad.campaigns.queries.origins import sources
from dugnad.campaigns.receiving import address_of
from dugnad.campaigns.views.finding import run_by, the_campaign
from dugnad.circles.enums import Openness
from dugnad.kit.clock import now
from dugnad.kit.hints import Hint, find
from dugnad.kit.mailboxes import domain
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


@member_only
@require_safe
def campaign_organise(request: MemberRequest, campaign_id: str) -> HttpResponse:
    """All there is to do for organisers."""
    return desk(request, run_by(request, campaign_id))


def desk(request: MemberRequest, campaign: Campaign, form: OrganiserForm | None = None) -> HttpResponse:
    """The desk, with `form` in place of an empty one when an organiser could not be added."""
    doors = TargetDoor.objects.filter(target__campaign=campaign, ended_at=None)
    addresses = {door.target_id: address_of(door) for door in doors}
    steps = []
    for rung in campaign.rungs.all():
        kind = ladder.of_kind(rung.kind)
        steps.append((rung, kind, kind.settings(rung) if kind else ""))
    may = PHASE_TRANSITIONS[Phase(campaign.phase)]
    context = {
        "campaign": campaign,
        "accounts": [(account, addresses.get(account.target.pk, "")) for account in accounts(campaign, now())],
        "steps": steps,
        "organisers": campaign.organisers.select_related("member").order_by("since", "pk"),
        "held": campaign.replies.filter(state=ReplyState.HELD).select_related("target").order_by("came_at", "pk"),
        "settled": campaign.replies.exclude(state=ReplyState.HELD).select_related("target").order_by("-came_at", "-pk"),
        "sources": sources(request.user, campaign),
        "origins": campaign.origins.count(),
        "form": form or OrganiserForm(),
        "takes_mail": bool(domain()),
        "hints": _hints(campaign) if campaign.phase == Phase.DRAFT else (),
        "ready": campaign.targets.exists() and campaign.rungs.filter(done=False).exists(),
        "may_deliver": Phase.DELIVERED in may,
        "may_close": Phase.CLOSED in may,
        "hidden": campaign.circle.openness == Openness.HIDDEN,
        "here": "act",
    }
    return render(request, "campaigns/organise.html", context, status=422 if form else 200)


def _hints(campaign: Campaign) -> tuple[Hint, ...]:
    """What in the words could lead a stranger to somebody's door, before everybody can read them."""
    return find("\n".join((campaign.title, campaign.demand, campaign.story)), settings.CONFIG.country)


@member_only
@require_POST
def organiser_add(request: MemberRequest, campaign_id: str) -> HttpResponse:
    """One more who helps to run it."""
    campaign = run_by(request, campaign_id)
    form = OrganiserForm(request.POST)
    if form.is_valid():
        try:
            organisers.add_organiser(by=request.user, campaign=campaign, handle=form.cleaned_data["handle"])
        except Refused as refused:
            form.add_error("handle", str(refused.reason))
    return desk(request, campaign, form) if form.errors else redirect("campaign_organise", campaign.pk)


@member_only
@require_POST
def organiser_remove(request: MemberRequest, campaign_id: str, organiser_id: int) -> HttpResponse:
    """One less."""
    campaign = run_by(request, campaign_id)
    organiser = get_object_or_404(Organiser.objects.select_related("member"), pk=organiser_id, campaign=campaign)
    try:
        organisers.remove_organiser(by=request.user, campaign=campaign, organiser=organiser)
    except Refused as refused:
        messages.warning(request, str(refused.reason))
    left = organiser.member_id == request.user.pk
    return redirect("campaign" if left else "campaign_organise", campaign.pk)


@member_only
@require_POST
def organiser_answer(request: MemberRequest, campaign_id: str) -> HttpResponse:
    """Yes or no to being invited."""
    campaign = the_campaign(request, campaign_id)
    if request.POST.get("answer") == "yes":
        organisers.accept(by=request.user, campaign=campaign)
        return redirect("campaign_organise", campaign.pk)
    organisers.decline(by=request.user, campaign=campaign)
    return redirect("campaign", campaign.pk)
