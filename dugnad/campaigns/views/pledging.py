"""The page of a pledge: what one says yes to, how many have, and one's own word."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dugnad.campaigns import acting, pledge_links, rules, taking_part
from dugnad.campaigns.actions import keeping, pledging
from dugnad.campaigns.enums import RungKind
from dugnad.campaigns.forms.pledging import PledgeForm
from dugnad.campaigns.models import Campaign, PledgeTerms, Rung
from dugnad.campaigns.models.doing import Person
from dugnad.campaigns.queries import pledges as queries
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger import topics
from dugnad.people.viewing import viewer


def rung_of(request: HttpRequest, rung_id: str, kind: RungKind) -> Rung:
    """The rung of this kind in a campaign that whoever looks may read, or 404."""
    readable = Campaign.objects.visible_to(viewer(request))
    found = Rung.objects.filter(kind=kind, campaign__in=readable).select_related("campaign__circle")
    return get_object_or_404(found, pk=rung_id)


@never_cache
@require_safe
def pledge_page(request: HttpRequest, pledging_id: str) -> HttpResponse:
    """What one says yes to and how many have; with `news`, the piece that changes on an open page."""
    rung = rung_of(request, pledging_id, RungKind.PLEDGE)
    if "news" in request.GET:
        return HttpResponse(render_to_string("campaigns/pledge_standing.html", queries.standing_of(rung)))
    return show(request, rung)


def show(request: HttpRequest, rung: Rung, form: PledgeForm | None = None) -> HttpResponse:
    """The page, with `form` when what was sent was not taken."""
    position = topics.here()  # before anything is read, so that nothing falls between the page and its stream
    person = acting.person(request, rung.campaign)
    terms = PledgeTerms.objects.filter(pk=rung.pk).first()
    mine = queries.pledge_of(person, rung)
    initial = {"wording": terms.wording if terms else 1, "shown": mine.shown if mine else False}
    context = {
        **queries.standing_of(rung, terms),
        "form": form or PledgeForm(initial=initial),
        "open": terms is not None and terms.takes_pledges(now()) and taking_part.may(person, rung),
        "person": person,
        "mine": mine,
        "names": queries.names_shown(rung),
        "organises": rules.organises.can(viewer(request), rung.campaign),
        "live": topics.address("pledge", rung.pk, position) if viewer(request) else "",
        "made": now(),
        "here": "act",
    }
    return render(request, "campaigns/pledge.html", context, status=422 if form else 200)


def whoever(request: HttpRequest, rung: Rung) -> Person:
    """The person behind the request; `Refused`, with what to do, when nobody knows who that is."""
    person = acting.person(request, rung.campaign)
    if person is None:
        raise Refused(_("We do not know who you are yet. Sign the campaign and confirm your address, or sign in."))
    return person


@require_POST
def pledge_give(request: HttpRequest, pledging_id: str) -> HttpResponse:
    """I will, if enough others will."""
    rung = rung_of(request, pledging_id, RungKind.PLEDGE)
    person = whoever(request, rung)
    form = PledgeForm(request.POST)
    if form.is_valid():
        try:
            pledging.pledge(by=person, rung=rung, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("next_step", rung.campaign_id)
    return show(request, rung, form)


@require_POST
def pledge_take_back(request: HttpRequest, pledging_id: str) -> HttpResponse:
    """Not after all."""
    rung = rung_of(request, pledging_id, RungKind.PLEDGE)
    pledging.take_back(by=whoever(request, rung), rung=rung)
    return redirect("pledge_page", rung.pk)


@require_POST
def pledge_kept(request: HttpRequest, pledging_id: str) -> HttpResponse:
    """I did, or I could not."""
    rung = rung_of(request, pledging_id, RungKind.PLEDGE)
    kept = request.POST.get("kept") == "yes"
    keeping.say_kept(by=whoever(request, rung), rung=rung, kept=kept)
    return redirect("next_step", rung.campaign_id) if kept else redirect("pledge_page", rung.pk)


@never_cache
@require_http_methods(["GET", "POST"])
def pledge_return(request: HttpRequest, token: str) -> HttpResponse:
    """A link from a letter: seeing changes nothing; posting says that it is them."""
    pledge = pledge_links.pledge_of(token)
    if pledge is None or pledge.supporter is None:
        raise Http404
    if request.method == "POST":
        acting.remember(request, pledge.supporter, pledge.campaign)
        return redirect("pledge_page", pledge.rung_id)
    context = {"campaign": pledge.campaign, "name": pledge.supporter.name}
    return render(request, "campaigns/pledge_return.html", context)
