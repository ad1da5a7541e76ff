"""The open ledger of a campaign."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dugnad.campaigns import acting, rules, taking_part
from dugnad.campaigns.actions import giving as actions
from dugnad.campaigns.enums import RungKind
from dugnad.campaigns.forms.giving import GiftForm, StrikeForm
from dugnad.campaigns.models import Gift, Rung, SpendingRequest
from dugnad.campaigns.queries import giving as queries
from dugnad.campaigns.views.pledging import rung_of, whoever
from dugnad.circles.rules import belongs_to_its_circle
from dugnad.kit.pages import page
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only, viewer

CURRENCIES = {"SE": "SEK", "NO": "NOK", "DK": "DKK", "GB": "GBP", "US": "USD", "IS": "ISK", "PL": "PLN", "CH": "CHF"}


@never_cache
@require_safe
def ledger(request: HttpRequest, giving_id: str) -> HttpResponse:
    """What was given and spent, as far as each giver lets it be seen."""
    rung = rung_of(request, giving_id, RungKind.GIVE)
    campaign, member = rung.campaign, viewer(request)
    person = acting.person(request, campaign)
    organises = rules.organises.can(member, campaign)
    gifts = queries.gifts_for(person, campaign, organises=organises)
    found = page(gifts, keys=("-given_at", "-id"), after=request.GET.get("after"))
    money_hidden, things_hidden = queries.unseen(campaign)
    requests = SpendingRequest.objects.visible_to(member).filter(campaign=campaign)
    context = {
        "rung": rung,
        "campaign": campaign,
        "found": found,
        "lines": queries.lines(found.items, person, organises=organises),
        "sums": queries.sums(campaign),
        "together": queries.TOGETHER,
        "money_hidden": money_hidden,
        "things_hidden": things_hidden,
        "requests": requests.prefetch_related("entries").order_by("-asked_at", "-id")[:50],
        "inside": belongs_to_its_circle.can(member, campaign),
        "organises": organises,
        "open": taking_part.may(person, rung),
        "here": "act",
    }
    return render(request, "campaigns/giving.html", context)


@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, giving_id: str) -> HttpResponse:
    """Write down what I gave."""
    rung = rung_of(request, giving_id, RungKind.GIVE)
    person = whoever(request, rung)
    taking_part.require(person, rung)
    organises = rules.organises.can(viewer(request), rung.campaign)
    form = GiftForm(request.POST or None, organises=organises, currency=usual_currency(rung))
    if request.method == "POST" and form.is_valid():
        try:
            actions.give(by=person, rung=rung, what=form.what(), form_key=form.cleaned_data["form_key"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("next_step", rung.campaign_id)
    context = {"form": form, "rung": rung, "campaign": rung.campaign, "here": "act"}
    return render(request, "campaigns/give.html", context, status=422 if form.errors else 200)


def usual_currency(rung: Rung) -> str:
    """The one that was used last in this campaign, else that of the country."""
    used = Gift.objects.filter(campaign=rung.campaign_id).exclude(currency="").order_by("-given_at")
    last = used.values_list("currency", flat=True).first()
    return last or CURRENCIES.get(settings.CONFIG.country, "EUR")


def _gift(request: HttpRequest, gift_id: str) -> Gift:
    """One that this member wrote down or organises, or 404."""
    visible = Gift.objects.visible_to(viewer(request)).select_related("campaign__circle", "member", "supporter")
    return get_object_or_404(visible, pk=gift_id)


def _to_ledger(gift: Gift) -> HttpResponse:
    rung = gift.campaign.rungs.filter(kind=RungKind.GIVE).first()
    return redirect("giving", rung.pk) if rung else redirect("campaign", gift.campaign_id)


@require_POST
@member_only
def gift_received(request: MemberRequest, gift_id: str) -> HttpResponse:
    """A second person saw that it came."""
    gift = _gift(request, gift_id)
    actions.receive(by=request.user, gift=gift)
    return _to_ledger(gift)


@require_http_methods(["GET", "POST"])
@member_only
def gift_strike(request: MemberRequest, gift_id: str) -> HttpResponse:
    """It was a mistake."""
    gift = _gift(request, gift_id)
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.strike(by=request.user, gift=gift, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return _to_ledger(gift)
    line = queries.lines([gift], request.user, organises=True)[0]
    context = {"form": form, "line": line, "campaign": gift.campaign, "title": _("Strike a gift out"), "here": "act"}
    return render(request, "campaigns/gift_strike.html", context, status=422 if form.errors else 200)
