"""Pages of standing help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dugnad.asks import rules
from dugnad.asks.actions import offers as actions
from dugnad.asks.enums import Booking, State
from dugnad.asks.forms.offers import OfferForm, OfferWordsForm, TakeForm
from dugnad.asks.models import Ask, Offer, Reservation
from dugnad.asks.queries import offers as queries
from dugnad.circles import rules as circle_rules
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.pages import page
from dugnad.kit.refusal import Refused
from dugnad.people.marks import of_members
from dugnad.people.viewing import MemberRequest, member_only

if TYPE_CHECKING:
    from dugnad.asks.queries.offers import OpeningWithFree

SOON = 7
"""Openings that are shown at once: on a phone, what one can do with them stands below."""


@member_only
@require_safe
def offers(request: MemberRequest) -> HttpResponse:
    """Everything offered to me, and who waits for my yes."""
    found = page(queries.standing(request.user, now()), keys=("-created_at", "-id"), after=request.GET.get("after"))
    context = {
        "found": found,
        "marks": of_members({one.author_id for one in found.items}),
        "waiting": queries.waiting_for(request.user),
        "circles": Circle.objects.filter(circle_rules.belongs.which(request.user)).order_by("name"),
        "here": "act",
    }
    return render(request, "asks/offers.html", context)


@member_only
def offer_new(request: MemberRequest, circle_id: str) -> HttpResponse:
    """Offer standing help in a circle."""
    circle = get_object_or_404(Circle.objects.visible_to(request.user), pk=circle_id)
    circle_rules.belongs.require(request.user, circle)
    form = OfferForm(request.POST or None, today=timezone.localdate(), zone=request.user.time_zone)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        words = {name: facts[name] for name in ("kind", "title", "text", "place", "unit", "capacity", "form_key")}
        made = actions.offer(by=request.user, circle=circle, stretches=form.found, **words)
        return redirect("offer", made.pk)
    context = {"form": form, "circle": circle, "here": "act"}
    return render(request, "asks/offer_new.html", context, status=422 if form.errors else 200)


@member_only
@require_safe
def offer(request: MemberRequest, offer_id: str) -> HttpResponse:
    """One offer: when it stands, what is free, and how to take a place."""
    found = _offer(request, offer_id)
    return _page(request, found, None)


def _offer(request: MemberRequest, offer_id: str) -> Offer:
    offers = Offer.objects.visible_to(request.user).select_related("author", "circle", "kind", "place")
    return get_object_or_404(offers, pk=offer_id)


def _page(request: MemberRequest, found: Offer, form: TakeForm | None) -> HttpResponse:
    coming = list(queries.openings(found, now())[:60])
    mine = rules.is_author.can(request.user, found)
    asks = _asks(request, found)
    if form is None and not mine:
        wanted = {"ask": request.GET.get("ask")}
        form = TakeForm(openings=_free(found), asks=asks, initial=wanted)
    reservations = Reservation.objects.visible_to(request.user).filter(opening__offer=found)
    context = {
        "offer": found,
        "marks": of_members([found.author_id]),
        "soon": coming[:SOON],
        "later": coming[SOON:],
        "mine": mine,
        "form": form,
        "can_take": form is not None and bool(asks) and any(opening.free for opening in coming),
        "reservations": reservations.exclude(booking=Booking.RELEASED)
        .select_related("opening", "ask", "by")
        .order_by("opening__starts_at", "place"),
        "here": "act",
    }
    return render(request, "asks/offer.html", context, status=422 if form and form.errors else 200)


def _free(found: Offer) -> QuerySet[OpeningWithFree]:
    return queries.openings(found, now()).filter(free__gt=0)


def _asks(request: MemberRequest, found: Offer) -> QuerySet[Ask]:
    """Asks of the offer's circle that this member may hold a place for."""
    open_asks = Ask.objects.filter(rules.answers_ask.which(request.user), circle=found.circle_id)
    return open_asks.filter(state__in=[State.OPEN, State.HELD]).order_by("need", "created_at")


@member_only
@require_POST
def offer_take(request: MemberRequest, offer_id: str) -> HttpResponse:
    """Hold places for an ask."""
    found = _offer(request, offer_id)
    form = TakeForm(request.POST, openings=queries.openings(found, now()), asks=_asks(request, found))
    if form.is_valid():
        facts = form.cleaned_data
        try:
            actions.take(
                by=request.user,
                opening=facts["opening"],
                ask=facts["ask"],
                wanted=facts["wanted"],
                form_key=facts["form_key"],
            )
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("ask", facts["ask"].pk)
    return _page(request, found, form)


@member_only
def offer_edit(request: MemberRequest, offer_id: str) -> HttpResponse:
    """New words for my offer."""
    found = _offer(request, offer_id)
    rules.is_author.require(request.user, found)
    before = {"title": found.title, "text": found.text, "place": found.place}
    form = OfferWordsForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        actions.change(by=request.user, offer=found, **form.cleaned_data)
        return redirect("offer", found.pk)
    context = {"form": form, "offer": found, "here": "act"}
    return render(request, "asks/offer_edit.html", context, status=422 if form.errors else 200)


@member_only
@require_POST
def offer_end(request: MemberRequest, offer_id: str) -> HttpResponse:
    """Stop offering."""
    found = _offer(request, offer_id)
    actions.end(by=request.user, offer=found)
    return redirect("offer", found.pk)


def _reservation(request: MemberRequest, reservation_id: str) -> Reservation:
    visible = Reservation.objects.visible_to(request.user).select_related("opening__offer__author", "ask", "by")
    return get_object_or_404(visible, pk=reservation_id)


@member_only
@require_POST
def reservation_agree(request: MemberRequest, reservation_id: str) -> HttpResponse:
    """Say yes to somebody who holds a place."""
    found = _reservation(request, reservation_id)
    actions.agree(by=request.user, reservation=found)
    return redirect("offer", found.opening.offer_id)


@member_only
@require_POST
def reservation_give_back(request: MemberRequest, reservation_id: str) -> HttpResponse:
    """The place is free again."""
    found = _reservation(request, reservation_id)
    actions.give_back(by=request.user, reservation=found)
    return redirect("offer", found.opening.offer_id)
