"""Signing without an account or with one, and what follows from the letter.

The form of a stranger has no token against forgery from other sites: it does nothing in anybody's name before a letter
is answered, and so its page needs no cookie and is the same for everybody (`dugnad.kit.kept`).
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from dugnad.campaigns import next_step
from dugnad.campaigns.acting import person, remember
from dugnad.campaigns.actions.confirming import confirm
from dugnad.campaigns.actions.signing import sign as sign_by_letter
from dugnad.campaigns.actions.signing_as_member import sign_as_member
from dugnad.campaigns.actions.signing_letters import receipt_of
from dugnad.campaigns.actions.withdrawing import withdraw
from dugnad.campaigns.enums import Feature, Signed
from dugnad.campaigns.forms.signing import MemberSignForm, SignForm
from dugnad.campaigns.models import Campaign, Signature
from dugnad.campaigns.queries import signing as queries
from dugnad.campaigns.rules import in_phase
from dugnad.campaigns.signing_links import mine_path, of_mine, to_confirm
from dugnad.campaigns.views.finding import the_campaign
from dugnad.kit import networks
from dugnad.kit.clock import now
from dugnad.kit.kept import kept_for_strangers
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from dugnad.people.viewing import viewer


@kept_for_strangers
@csrf_exempt  # see above; for members `_as_member` asks for the token
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, campaign_id: str) -> HttpResponse:
    """The demand, and a line for one's name below it."""
    member = viewer(request)
    if member is not None:
        return _as_member(request, the_campaign(request, campaign_id), member)
    campaign = queries.petition(campaign_id)
    if campaign is None:
        raise Http404
    return _as_stranger(request, campaign)


def _as_stranger(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    partners, at = queries.partners_of(campaign.pk), now()
    data = request.POST if request.method == "POST" else None
    form = SignForm(data, campaign=campaign, partners=partners, at=at, network=networks.of(request))
    if request.method == "POST" and form.is_valid():
        try:
            sign_by_letter(
                campaign=campaign, given=form.given(), address=form.cleaned_data["email"], sent=form.sent(), at=at
            )
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return HttpResponseRedirect(f"{request.path}sent/")  # `reverse` would cost as much as the form
    return _page(request, campaign, form, None)


@csrf_protect
def _as_member(request: HttpRequest, campaign: Campaign, member: Member) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = MemberSignForm(data, initial={"name": member.handle, "place": member.place_id})
    if request.method == "POST" and form.is_valid():
        try:
            signed = sign_as_member(by=member, campaign=campaign, given=form.given())
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect(mine_path(signed.pk))
    return _page(request, campaign, form, member)


def _page(request: HttpRequest, campaign: Campaign, form: Any, member: Member | None) -> HttpResponse:
    context = {
        "campaign": campaign,
        "form": form,
        "is_open": in_phase(Feature.SIGN).can(member, campaign),
        "mine": queries.of_member(member, campaign) if member else None,
        "count": queries.apart_and_together(campaign),
        "named": queries.named(campaign),
        "at": now(),
        "here": "act",
    }
    return render(request, "campaigns/sign.html", context, status=422 if form.errors else 200)


@kept_for_strangers
@require_safe
def sign_sent(request: HttpRequest, campaign_id: str) -> HttpResponse:
    """Look into your mailbox. The same for everybody, whether they signed before or not."""
    campaign = the_campaign(request, campaign_id)
    return render(request, "campaigns/sign_sent.html", {"campaign": campaign, "here": "act"})


@require_http_methods(["GET", "HEAD", "POST"])
def sign_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the letter: seeing it changes nothing, posting makes the signature count."""
    signature = to_confirm(token)
    if signature is None:
        return render(request, "campaigns/sign_over.html", {"here": "act"}, status=404)
    if request.method == "POST":
        confirmed = confirm(signature=signature)
        if confirmed.supporter is not None:
            remember(request, confirmed.supporter, signature.campaign)
        return redirect(mine_path(confirmed.pk))
    return render(request, "campaigns/sign_confirm.html", _mine(signature))


@require_http_methods(["GET", "HEAD", "POST"])
def sign_mine(request: HttpRequest, token: str) -> HttpResponse:
    """For its signer: how the signature stands, the receipt, and the way back."""
    signature = of_mine(token)
    if signature is None:
        raise Http404
    if request.method == "POST":
        withdraw(signature=signature)
        return redirect(request.path)
    return render(request, "campaigns/sign_mine.html", _mine(signature) | {"next_step": _next_step(request, signature)})


def _next_step(request: HttpRequest, signature: Signature) -> SafeString:
    """The one step for its signer, where the browser is known to be theirs."""
    signer, known = signature.supporter, person(request, signature.campaign)
    theirs = signer is not None and known is not None and signer.person_key == known.person_key
    stands = signature.state in (Signed.CONFIRMED, Signed.HELD)
    return next_step.drawn(request, signature.campaign) if theirs and stands else SafeString("")


def _mine(signature: Signature) -> dict[str, Any]:
    return {
        "signature": signature,
        "campaign": signature.campaign,
        "receipt": receipt_of(signature),
        "first": queries.first_of(signature) if signature.state == Signed.REPEATED else None,
        "states": Signed,
        "count": queries.apart_and_together(signature.campaign),
        "here": "act",
    }
