"""What organisers do with a pledge: its words, who has pledged, and what they saw."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dugnad.campaigns import rules
from dugnad.campaigns.actions import keeping, pledging
from dugnad.campaigns.enums import RungKind, TermsState
from dugnad.campaigns.forms.pledging import TermsForm
from dugnad.campaigns.models import Pledge, PledgeTerms
from dugnad.campaigns.queries import pledge_words
from dugnad.campaigns.queries import pledges as queries
from dugnad.campaigns.views.pledging import rung_of
from dugnad.kit.clock import now
from dugnad.kit.pages import page
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


@require_http_methods(["GET", "POST"])
@member_only
def pledge_terms(request: MemberRequest, pledging_id: str) -> HttpResponse:
    """What one says yes to, written by the organisers before anybody has."""
    rung = rung_of(request, pledging_id, RungKind.PLEDGE)
    rules.organises.require(request.user, rung.campaign)
    terms = PledgeTerms.objects.filter(pk=rung.pk).first()
    before = {"promise": terms.promise, "needed": terms.needed, "until": terms.until.date()} if terms else {}
    form = TermsForm(request.POST or None, initial=before or {"needed": rung.goal})
    if request.method == "POST" and form.is_valid():
        try:
            pledging.set_terms(by=request.user, rung=rung, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("pledge_page", rung.pk)
    context = {"form": form, "rung": rung, "campaign": rung.campaign, "here": "act"}
    return render(request, "campaigns/pledge_terms.html", context, status=422 if form.errors else 200)


@require_safe
@member_only
def pledgers(request: MemberRequest, pledging_id: str) -> HttpResponse:
    """Who has pledged, for the organisers, and of whom they saw that it was kept."""
    rung = rung_of(request, pledging_id, RungKind.PLEDGE)
    rules.organises.require(request.user, rung.campaign)
    found = page(queries.pledgers(rung), keys=("pledged_at", "id"), after=request.GET.get("after"), size=60)
    standing = queries.standings([rung.pk]).get(rung.pk, pledge_words.NOBODY)
    terms = PledgeTerms.objects.filter(pk=rung.pk).first()
    bound = terms is not None and terms.state == TermsState.BINDING
    context = {
        "rung": rung,
        "campaign": rung.campaign,
        "found": found,
        "kept": pledge_words.kept_words(standing) if bound else [],
        "said": pledge_words.words_of(terms, standing, now()),
        "bound": bound,
        "here": "act",
    }
    return render(request, "campaigns/pledgers.html", context)


@require_POST
@member_only
def pledge_confirm(request: MemberRequest, pledge_id: str) -> HttpResponse:
    """An organiser saw that it was kept."""
    visible = Pledge.objects.visible_to(request.user).select_related("campaign__circle", "member", "supporter")
    found = get_object_or_404(visible, pk=pledge_id)
    keeping.confirm(by=request.user, pledge=found)
    return redirect("pledgers", found.rung_id)
