"""Why it matters to people: what they share of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from dugnad.campaigns import acting, rules
from dugnad.campaigns.actions import stepping as actions
from dugnad.campaigns.enums import WhyShown
from dugnad.campaigns.forms.stepping import WhyForm
from dugnad.campaigns.models import Why
from dugnad.campaigns.views.stepping import readable
from dugnad.kit.pages import page
from dugnad.people.viewing import MemberRequest, member_only, viewer


@never_cache
@require_safe
def why(request: HttpRequest, campaign_id: str) -> HttpResponse:
    """Why it matters: what people share of it, and my own words."""
    campaign = readable(request, campaign_id)
    person, member = acting.person(request, campaign), viewer(request)
    shared = Why.objects.visible_to(member).filter(campaign=campaign).exclude(shown=WhyShown.PRIVATE)
    found = page(shared.select_related("member", "supporter"), keys=("-told_at", "-id"), after=request.GET.get("after"))
    mine = Why.objects.filter(campaign=campaign, person_key=person.person_key).first() if person else None
    context = {
        "campaign": campaign,
        "found": found,
        "person": person,
        "why": mine,
        "form": WhyForm(initial={"text": mine.text, "shown": mine.shown} if mine else None) if person else None,
        "organises": rules.organises.can(member, campaign),
        "here": "act",
    }
    return render(request, "campaigns/why.html", context)


@require_POST
@member_only
def why_put_away(request: MemberRequest, campaign_id: str, why_number: int) -> HttpResponse:
    """An organiser takes it from the page."""
    shared = Why.objects.visible_to(request.user).filter(campaign=campaign_id).select_related("campaign__circle")
    found = get_object_or_404(shared, pk=why_number)
    actions.put_away(by=request.user, why=found)
    return redirect("why", found.campaign_id)
