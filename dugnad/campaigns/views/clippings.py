"""What was printed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dugnad.campaigns.actions.clippings import Print, clip
from dugnad.campaigns.enums import PitchState, RungKind
from dugnad.campaigns.forms.clippings import ClippingForm
from dugnad.campaigns.queries import articles as queries
from dugnad.campaigns.views.writing import rung_of
from dugnad.circles.rules import belongs_to_its_circle
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


@member_only
@require_http_methods(["GET", "POST"])
def clipping_new(request: MemberRequest, article_id: str) -> HttpResponse:
    """Something that was printed."""
    rung = rung_of(request, article_id, RungKind.ARTICLE)
    belongs_to_its_circle.require(request.user, rung.campaign)
    ours = queries.pitches(rung, request.user).filter(state=PitchState.PRINTED).order_by("-changed_at")
    form = ClippingForm(request.POST if request.method == "POST" else None, pitches=ours)
    if form.is_valid():
        facts = form.cleaned_data
        printed = Print(facts["title"], facts["outlet"], facts["printed_on"], facts["url"])
        try:
            clip(by=request.user, rung=rung, printed=printed, pitch=facts["pitch"], form_key=facts["form_key"])
            return redirect("next_step", rung.campaign_id)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
    context = {"rung": rung, "campaign": rung.campaign, "form": form, "here": "act"}
    return render(request, "campaigns/clipping_new.html", context, status=422 if form.errors else 200)
