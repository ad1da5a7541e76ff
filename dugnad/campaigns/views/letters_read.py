"""Letters that others may read, and what organisers prepare for them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dugnad.campaigns import rules
from dugnad.campaigns.actions import preparing
from dugnad.campaigns.enums import LetterState, RungKind
from dugnad.campaigns.forms.preparing import GuideForm
from dugnad.campaigns.models import Letter
from dugnad.campaigns.queries import letters as queries
from dugnad.campaigns.queries.meter import guide_of
from dugnad.campaigns.views.writing import rung_of
from dugnad.kit.pages import page
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only, viewer


@never_cache
@require_safe
def letters_sent(request: HttpRequest, write_id: str) -> HttpResponse:
    """The letters that whoever looks may read: all for organisers, for others those that are shown, and their own."""
    rung = rung_of(request, write_id, RungKind.WRITE)
    readable = Letter.objects.visible_to(viewer(request)).filter(rung=rung, state=LetterState.SENT)
    rows = readable.select_related("target").defer("marks")
    found = page(rows, keys=("-sent_at", "-id"), after=request.GET.get("after"))
    context = {
        "rung": rung,
        "campaign": rung.campaign,
        "found": found,
        "next": f"?after={found.next}" if found.next else "",
        "progress": queries.progress([rung])[rung.pk],
        "organises": rules.organises.can(viewer(request), rung.campaign),
        "here": "act",
    }
    return render(request, "campaigns/letters_sent.html", context)


@member_only
@require_http_methods(["GET", "POST"])
def letters_prepare(request: MemberRequest, write_id: str) -> HttpResponse:
    """Facts and points, for organisers."""
    rung = rung_of(request, write_id, RungKind.WRITE)
    rules.organises.require(request.user, rung.campaign)
    guide = guide_of(rung)
    before = {"subject": guide.subject, "facts": guide.facts, "points": guide.points}
    form = GuideForm(request.POST if request.method == "POST" else None, initial=before)
    if form.is_valid():
        try:
            preparing.prepare_letters(by=request.user, rung=rung, **form.cleaned_data)
            return redirect("letter_begin", rung.pk)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
    context = {"rung": rung, "campaign": rung.campaign, "form": form, "here": "act"}
    return render(request, "campaigns/letters_prepare.html", context, status=422 if form.errors else 200)
