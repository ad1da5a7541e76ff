"""Requests to spend: asked, voted on, decided, spent."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dugnad.campaigns import money, rules
from dugnad.campaigns.actions import spending as actions
from dugnad.campaigns.actions import spent
from dugnad.campaigns.enums import RequestState, RungKind, Vote
from dugnad.campaigns.forms.spending import SpentForm, VoteForm, WishForm
from dugnad.campaigns.models import SpendingRequest
from dugnad.campaigns.queries.giving import sums
from dugnad.campaigns.views.giving import usual_currency
from dugnad.campaigns.views.pledging import rung_of
from dugnad.circles.rules import belongs_to_its_circle
from dugnad.kit.clock import now
from dugnad.kit.files import kept_picture
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


@require_http_methods(["GET", "POST"])
@member_only
def spending_ask(request: MemberRequest, giving_id: str) -> HttpResponse:
    """Ask the circle to spend."""
    rung = rung_of(request, giving_id, RungKind.GIVE)
    belongs_to_its_circle.require(request.user, rung.campaign)
    form = WishForm(request.POST or None, initial={"currency": usual_currency(rung)})
    if request.method == "POST" and form.is_valid():
        try:
            key = form.cleaned_data["form_key"]
            made = actions.ask_to_spend(by=request.user, campaign=rung.campaign, wish=form.wish(), form_key=key)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("spending", made.pk)
    context = {"form": form, "rung": rung, "campaign": rung.campaign, "sums": sums(rung.campaign), "here": "act"}
    return render(request, "campaigns/spending_ask.html", context, status=422 if form.errors else 200)


def _request(request: MemberRequest, spending_id: str) -> SpendingRequest:
    visible = SpendingRequest.objects.visible_to(request.user).select_related("campaign__circle", "by")
    return get_object_or_404(visible, pk=spending_id)


@require_http_methods(["GET"])
@member_only
def spending(request: MemberRequest, spending_id: str) -> HttpResponse:
    """What is asked for, how one decides, my vote, and what came of it."""
    return _show(request, _request(request, spending_id))


def _show(request: MemberRequest, found: SpendingRequest, form: SpentForm | None = None) -> HttpResponse:
    campaign = found.campaign
    mine = found.votes.filter(member=request.user).values_list("vote", flat=True).first()
    voted = sum(actions.tally(found).values())
    spends = found.state == RequestState.AGREED and found.spent < found.amount
    context = {
        "request_": found,
        "campaign": campaign,
        "rung": campaign.rungs.filter(kind=RungKind.GIVE).first(),
        "asked": money.said(found.amount, found.currency),
        "left": money.said(found.amount - found.spent, found.currency),
        "entries": [(entry, money.said(entry.amount, found.currency)) for entry in found.entries.order_by("spent_at")],
        "votes": Vote,
        "voted": voted,
        "mine": mine,
        "my_vote": Vote(mine).label if mine else "",
        "inside": belongs_to_its_circle.can(request.user, campaign),
        "open": found.state == RequestState.ASKED and now() < found.votes_until,
        "asked_by_me": found.by_id == request.user.pk,
        "form": form or SpentForm(currency=found.currency, initial={"currency": found.currency}),
        "spends": spends and rules.organises.can(request.user, campaign),
        "here": "act",
    }
    return render(request, "campaigns/spending.html", context, status=422 if form else 200)


@require_POST
@member_only
def spending_vote(request: MemberRequest, spending_id: str) -> HttpResponse:
    """Yes, no, or leave it to the others."""
    found = _request(request, spending_id)
    form = VoteForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Say yes, no, or leave it to the others."))
    actions.vote(by=request.user, request=found, vote=Vote(form.cleaned_data["vote"]))
    return redirect("spending", found.pk)


@require_POST
@member_only
def spending_withdraw(request: MemberRequest, spending_id: str) -> HttpResponse:
    """Take my request back."""
    found = _request(request, spending_id)
    actions.withdraw(by=request.user, request=found)
    return redirect("spending", found.pk)


@require_POST
@member_only
def spending_spent(request: MemberRequest, spending_id: str) -> HttpResponse:
    """Write down what was spent."""
    found = _request(request, spending_id)
    rules.organises.require(request.user, found.campaign)
    form = SpentForm(request.POST, request.FILES, currency=found.currency)
    if form.is_valid() and form.units is not None:
        facts = form.cleaned_data
        try:
            spent.spend(
                by=request.user, request=found, amount=form.units, note=facts["note"], receipt=facts["receipt"],
                form_key=facts["form_key"], picture=form.shown(),
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("spending", found.pk)
    return _show(request, found, form)


@require_safe
@member_only
def spending_receipt(request: MemberRequest, spending_id: str, spent_id: str) -> FileResponse:
    """The picture of a receipt, for members of the circle."""
    found = _request(request, spending_id)
    entry = get_object_or_404(found.entries.exclude(picture=""), pk=spent_id)
    if not belongs_to_its_circle.can(request.user, found.campaign):
        raise Http404
    return kept_picture(entry.picture)
