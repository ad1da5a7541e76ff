"""A campaign out of what somebody brought: wanting it, and the word of whoever brought it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from dugnad.campaigns import rules
from dugnad.campaigns.actions import origins, starting
from dugnad.campaigns.enums import OriginState, Phase
from dugnad.campaigns.forms.origins import ConsentForm, JoinForm
from dugnad.campaigns.forms.words import NewCampaignForm
from dugnad.campaigns.models import Campaign, Origin
from dugnad.campaigns.queries.origins import Source, sources
from dugnad.circles import concerns, things
from dugnad.circles.models import Circle
from dugnad.circles.rules import belongs
from dugnad.circles.things import Thing
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from dugnad.people.viewing import MemberRequest, member_only


def came_of(member: Member, campaign: Campaign) -> list[Source]:
    """What `campaign` came of by its bringers' word, as far as `member` may see it."""
    return [one for one in sources(member, campaign) if one.origin.state == OriginState.AGREED]


@member_only
@require_http_methods(["GET", "POST"])
def campaign_from(request: MemberRequest, kind: str, thing_id: str) -> HttpResponse:
    """Let a campaign that one organises grow out of a thing, or start one."""
    thing, circle = _thing_in(request, kind, thing_id)
    running = Campaign.objects.filter(rules.organises.which(request.user)).exclude(phase=Phase.CLOSED).distinct()
    joining = running.order_by("-created_at").exists()
    is_join = request.method == "POST" and "campaign" in request.POST
    join = JoinForm(request.POST if is_join else None, campaigns=running.order_by("-created_at"))
    form = NewCampaignForm(request.POST if request.method == "POST" and not is_join else None)
    try:
        if join.is_valid():
            return _wanted(request, join.cleaned_data["campaign"], thing)
        if form.is_valid():
            return _wanted(request, _start(request, circle, thing, form), thing)
    except Refused as refused:
        (join if is_join else form).add_error(None, str(refused.reason))
    context = {"thing": thing, "form": form, "join": join if joining else None, "circle": circle, "here": "act"}
    return render(request, "campaigns/from.html", context, status=422 if form.errors or join.errors else 200)


def _thing_in(request: MemberRequest, kind: str, thing_id: str) -> tuple[Thing, Circle]:
    """The thing and its circle, for those who see the one and belong to the other."""
    thing = things.find(request.user, kind, thing_id) if kind in concerns.kinds() else None
    if thing is None:
        raise Http404
    circle = get_object_or_404(Circle.objects.visible_to(request.user), pk=thing.circle)
    belongs.require(request.user, circle)
    return thing, circle


def _start(request: MemberRequest, circle: Circle, thing: Thing, form: NewCampaignForm) -> Campaign:
    origins.whose(thing)
    key = form.cleaned_data["form_key"]
    return starting.start(by=request.user, circle=circle, words=form.words(), form_key=key, cause=thing.act)


def _wanted(request: MemberRequest, campaign: Campaign, thing: Thing) -> HttpResponse:
    origins.want(by=request.user, campaign=campaign, thing=thing)
    return redirect("campaign_organise", campaign.pk)


@member_only
@require_http_methods(["GET", "POST"])
def origin(request: MemberRequest, origin_id: str) -> HttpResponse:
    """For whoever brought it: may this campaign grow out of it, and which words may everybody read?"""
    found = get_object_or_404(Origin.objects.select_related("campaign__circle", "wanted_by"), pk=origin_id)
    concern = concerns.find(found.kind, found.thing)
    thing = things.find(request.user, found.kind, found.thing)
    if concern is None or thing is None or concern.owner != request.user.pk:
        raise Http404
    form = ConsentForm(request.POST if request.method == "POST" else None, initial={"words": found.words})
    if form.is_valid():
        try:
            if form.cleaned_data["answer"] == "yes":
                origins.agree(by=request.user, origin=found, words=form.cleaned_data["words"])
            else:
                origins.refuse(by=request.user, origin=found)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("origin", found.pk)
    reads = rules.reads_campaign.can(request.user, found.campaign)
    context = {"origin": found, "campaign": found.campaign, "thing": thing, "form": form, "reads": reads, "here": "act"}
    return render(request, "campaigns/origin.html", context, status=422 if form.errors else 200)
