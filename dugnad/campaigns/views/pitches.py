"""An article for an outlet: begun, held, worked on, and what becomes of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from dugnad.campaigns import reaching_rules, taking_part
from dugnad.campaigns.actions import articles
from dugnad.campaigns.actions.outlets import add_outlet
from dugnad.campaigns.enums import PitchState, RungKind
from dugnad.campaigns.forms.articles import PitchForm, RewordForm
from dugnad.campaigns.models import Outlet, Pitch, Rung
from dugnad.campaigns.queries import articles as queries
from dugnad.campaigns.views.writing import rung_of
from dugnad.circles.rules import belongs_to_its_circle
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from dugnad.people.viewing import MemberRequest, member_only


@member_only
@require_http_methods(["GET", "POST"])
def pitch_new(request: MemberRequest, article_id: str) -> HttpResponse:
    """An idea for an outlet."""
    rung = rung_of(request, article_id, RungKind.ARTICLE)
    belongs_to_its_circle.require(request.user, rung.campaign)
    form = PitchForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return redirect("pitch", _begin(request.user, rung, form).pk)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
    outlets = Outlet.objects.filter(campaign=rung.campaign)
    context = {"rung": rung, "campaign": rung.campaign, "form": form, "outlets": outlets, "here": "act"}
    return render(request, "campaigns/pitch_new.html", context, status=422 if form.errors else 200)


def _begin(by: Member, rung: Rung, form: PitchForm) -> Pitch:
    facts = form.cleaned_data
    outlet = add_outlet(by=by, rung=rung, name=facts["outlet"], reach=facts["reach"])
    words = articles.Article(facts["title"], facts["notes"], facts["embargo_until"])
    return articles.begin(by=by, rung=rung, outlet=outlet, article=words, form_key=facts["form_key"])


def pitch_of(request: MemberRequest, pitch_id: str) -> Pitch:
    """The pitch, if whoever looks may know of it, or 404."""
    rows = Pitch.objects.visible_to(request.user).select_related(
        "outlet", "holder", "rung__campaign__circle", "campaign"
    )
    return get_object_or_404(rows.select_related("campaign__circle"), pk=pitch_id)


@member_only
@require_http_methods(["GET", "POST"])
def pitch(request: MemberRequest, pitch_id: str) -> HttpResponse:
    """One article: its words, who holds it, and what comes next."""
    found = pitch_of(request, pitch_id)
    moves = reaching_rules.moves_pitch.can(request.user, found)
    facts = {name: getattr(found, name) for name in ("title", "notes", "embargo_until", "version")}
    form = RewordForm(request.POST if request.method == "POST" else None, initial=facts)
    if form.is_valid():
        words = articles.Article(*(form.cleaned_data[name] for name in ("title", "notes", "embargo_until")))
        try:
            articles.reword(by=request.user, pitch=found, article=words, version=form.cleaned_data["version"])
            return redirect("pitch", found.pk)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
    context = {
        "pitch": found,
        "rung": found.rung,
        "campaign": found.campaign,
        "form": form,
        "moves": moves,
        "embargoed": not reaching_rules.free_to_know(found),
        "steps": queries.steps(found) if moves else [],
        "mine": found.holder_id == request.user.pk,
        "may": taking_part.may(request.user, found.rung),
        "here": "act",
    }
    return render(request, "campaigns/pitch.html", context, status=422 if form.errors else 200)


@member_only
@require_POST
def pitch_hold(request: MemberRequest, pitch_id: str) -> HttpResponse:
    """Take it on."""
    articles.hold(by=request.user, pitch=pitch_of(request, pitch_id))
    return redirect("pitch", pitch_id)


@member_only
@require_POST
def pitch_let_go(request: MemberRequest, pitch_id: str) -> HttpResponse:
    """Give it back. Whoever did may not be able to see it any more."""
    found = pitch_of(request, pitch_id)
    articles.let_go(by=request.user, pitch=found)
    return redirect("article", found.rung_id)


@member_only
@require_POST
def pitch_move(request: MemberRequest, pitch_id: str) -> HttpResponse:
    """The next step; after printing, where it can be read; after sending, what comes next in the campaign."""
    found = pitch_of(request, pitch_id)
    to = request.POST.get("to", "")
    if to not in PitchState.values:
        return redirect("pitch", found.pk)
    articles.move(by=request.user, pitch=found, to=PitchState(to))
    if to == PitchState.SENT:
        return redirect("next_step", found.campaign_id)
    return redirect("clipping_new", found.rung_id) if to == PitchState.PRINTED else redirect("pitch", found.pk)
