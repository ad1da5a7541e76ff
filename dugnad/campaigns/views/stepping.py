"""After each thing somebody did: one next step, and before a bigger one why it matters to them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dugnad.campaigns import acting, rules
from dugnad.campaigns.actions import stepping as actions
from dugnad.campaigns.enums import WhyShown
from dugnad.campaigns.forms.stepping import NeedForm, WhyForm
from dugnad.campaigns.models import Campaign, Rung, StepNeed, Why
from dugnad.campaigns.models.doing import Person
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only, viewer

TIMES = (5, 20, 60)
"""Minutes one can say one has."""


def readable(request: HttpRequest, campaign_id: str) -> Campaign:
    """A campaign that whoever looks may read, or 404."""
    found = Campaign.objects.visible_to(viewer(request)).select_related("circle")
    return get_object_or_404(found, pk=campaign_id)


def _person(request: HttpRequest, campaign: Campaign) -> Person:
    person = acting.person(request, campaign)
    if person is None:
        raise Refused(_("We do not know who you are yet. Sign the campaign and confirm your address, or sign in."))
    return person


def _minutes(request: HttpRequest) -> int | None:
    asked = request.GET.get("minutes", "")
    return int(asked) if asked in {str(one) for one in TIMES} else None


@never_cache
@require_safe
def next_step(request: HttpRequest, campaign_id: str) -> HttpResponse:
    """Thank you, and one thing more."""
    return _show(request, readable(request, campaign_id))


def _show(request: HttpRequest, campaign: Campaign, form: WhyForm | None = None) -> HttpResponse:
    person = acting.person(request, campaign)
    minutes = _minutes(request)
    offer = actions.next_step(by=person, campaign=campaign, minutes=minutes) if person else None
    mine = Why.objects.filter(campaign=campaign, person_key=person.person_key).first() if person else None
    asks = offer is not None and offer.why_first
    context = {
        "campaign": campaign,
        "person": person,
        "offer": offer,
        "minutes": minutes,
        "times": TIMES,
        "form": form or (WhyForm() if asks else None),
        "why": mine,
        "here": "act",
    }
    return render(request, "campaigns/next_step.html", context, status=422 if form else 200)


def drawn(request: HttpRequest, campaign: Campaign) -> SafeString:
    """The one step on the campaign's own page."""
    person = acting.person(request, campaign)
    offer = actions.next_step(by=person, campaign=campaign) if person else None
    if offer is None:
        return SafeString("")
    return SafeString(render_to_string("campaigns/next_card.html", {"offer": offer, "campaign": campaign}))


@require_POST
def another(request: HttpRequest, campaign_id: str) -> HttpResponse:
    """Not this one."""
    campaign = readable(request, campaign_id)
    actions.next_step(by=_person(request, campaign), campaign=campaign, another=True)
    return redirect("next_step", campaign.pk)


@require_POST
def why_tell(request: HttpRequest, campaign_id: str) -> HttpResponse:
    """Say why."""
    campaign = readable(request, campaign_id)
    person = _person(request, campaign)
    form = WhyForm(request.POST)
    if form.is_valid():
        shown = WhyShown(form.cleaned_data["shown"])
        actions.tell_why(by=person, campaign=campaign, text=form.cleaned_data["text"], shown=shown)
        return redirect("next_step", campaign.pk)
    return _show(request, campaign, form)


@require_http_methods(["GET", "POST"])
@member_only
def need(request: MemberRequest, campaign_id: str, needing_id: str) -> HttpResponse:
    """Whom a step needs most."""
    campaign = readable(request, campaign_id)
    rules.organises.require(request.user, campaign)
    rung = get_object_or_404(Rung.objects.filter(campaign=campaign), pk=needing_id)
    rung.campaign = campaign
    before = StepNeed.objects.filter(rung=rung).first()
    initial = {"skill": before.skill_id, "place": before.place, "minutes": before.minutes} if before else {}
    form = NeedForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.say_need(by=request.user, rung=rung, **form.cleaned_data)
        return redirect("campaign", campaign.pk)
    context = {"form": form, "rung": rung, "campaign": campaign, "here": "act"}
    return render(request, "campaigns/step_need.html", context, status=422 if form.errors else 200)
