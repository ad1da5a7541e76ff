"""Who speaks for a campaign."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from dugnad.campaigns import rules
from dugnad.campaigns.actions import speaking
from dugnad.campaigns.enums import RungKind
from dugnad.campaigns.forms.speaking import AgreeForm, SpeakerForm
from dugnad.campaigns.models import Spokesperson
from dugnad.campaigns.views.writing import rung_of
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


@member_only
@require_http_methods(["GET", "POST"])
def speaker_ask(request: MemberRequest, article_id: str) -> HttpResponse:
    """Ask somebody of the circle, for organisers."""
    rung = rung_of(request, article_id, RungKind.ARTICLE)
    rules.organises.require(request.user, rung.campaign)
    form = SpeakerForm(request.POST if request.method == "POST" else None, rung=rung, by=request.user)
    if form.is_valid():
        facts = form.cleaned_data
        try:
            speaking.ask(by=request.user, rung=rung, member=facts["member"], topic=facts["topic"])
            return redirect("article", rung.pk)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
    context = {"rung": rung, "campaign": rung.campaign, "form": form, "here": "act"}
    return render(request, "campaigns/speaker_ask.html", context, status=422 if form.errors else 200)


def _mine(request: MemberRequest, spokesperson_id: str) -> Spokesperson:
    """What one was asked oneself, or 404."""
    mine = Spokesperson.objects.filter(member=request.user)
    return get_object_or_404(mine.select_related("campaign__circle", "rung__campaign", "asked_by"), pk=spokesperson_id)


@member_only
@require_http_methods(["GET", "POST"])
def speaker(request: MemberRequest, spokesperson_id: str) -> HttpResponse:
    """Whether I speak for the campaign: the words I agree to, yes, and at any time no."""
    one = _mine(request, spokesperson_id)
    form = AgreeForm(request.POST if request.method == "POST" else None, initial={"reach": one.reach})
    if form.is_valid():
        speaking.agree(by=request.user, one=one, reach=form.cleaned_data["reach"])
        return redirect("speaker", one.pk)
    context = {
        "one": one,
        "campaign": one.campaign,
        "form": form,
        "agreement": one.text or speaking.agreement(one.topic),
        "here": "act",
    }
    return render(request, "campaigns/speaker.html", context, status=422 if form.errors else 200)


@member_only
@require_POST
def speaker_no(request: MemberRequest, spokesperson_id: str) -> HttpResponse:
    """No, or no longer."""
    one = _mine(request, spokesperson_id)
    speaking.say_no(by=request.user, one=one)
    return redirect("speaker", one.pk)
