"""The page of one form about a campaign, with the way back to the desk."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from dugnad.campaigns.models import Campaign
from dugnad.people.viewing import MemberRequest


def form_page(
    request: MemberRequest, campaign: Campaign, form: forms.Form, heading: str, *, about: str = "", button: str = ""
) -> HttpResponse:
    """422 when `form` comes back with something to mend. Without `button`, its words are the heading's."""
    context = {
        "campaign": campaign,
        "form": form,
        "heading": heading,
        "about": about,
        "button": button or heading,
        "back": "campaign_organise",
        "here": "act",
    }
    return render(request, "campaigns/turn.html", context, status=422 if form.errors else 200)
