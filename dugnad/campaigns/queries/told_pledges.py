"""What one member may know of acts around pledges and spending, in words. A fixed number of queries for many acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.campaigns import acts as verbs
from dugnad.campaigns import money
from dugnad.campaigns.enums import RequestState
from dugnad.campaigns.models import Campaign, Pledge, PledgeTerms, SpendingRequest
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Words


def promised(terms: PledgeTerms) -> str:
    """The whole of it, as one says it."""
    return _("I will %(promise)s, if at least %(needed)d of us will.") % {
        "promise": terms.promise,
        "needed": terms.needed,
    }


def of_settled(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """A pledge that became binding, or came to nothing."""
    mine = Pledge.objects.filter(member=member, rung__in={act.object_id for act in acts})
    readable = Campaign.objects.visible_to(member)
    known = {
        pledge.rung_id: pledge
        for pledge in mine.filter(campaign__in=readable).select_related("rung__terms", "campaign")
    }
    return {
        act.pk: _settled(known[act.object_id], act.verb == verbs.PLEDGE_CROSSED.code)
        for act in acts
        if act.object_id in known
    }


def _settled(pledge: Pledge, bound: bool) -> Words:
    return Words(
        line=_("Enough have pledged: your word counts now")
        if bound
        else _("Too few had pledged, so you are not bound to anything"),
        page=reverse("pledge_page", args=[pledge.rung_id]),
        title=pledge.campaign.title,
        text=promised(pledge.rung.terms),
        travels=True,
    )


def of_confirmed(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """An organiser saw that they kept their pledge."""
    mine = Pledge.objects.filter(member=member).select_related("campaign").in_bulk({act.object_id for act in acts})
    return {
        act.pk: Words(
            line=_("An organiser saw that you kept your pledge. Thank you"),
            page=reverse("pledge_page", args=[mine[act.object_id].rung_id]),
            title=mine[act.object_id].campaign.title,
            over=True,
        )
        for act in acts
        if act.object_id in mine
    }


def of_spending(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """What the circle decided on a request of theirs."""
    visible = SpendingRequest.objects.visible_to(member)
    found = visible.select_related("campaign").in_bulk({act.object_id for act in acts})
    return {act.pk: _decided(found[act.object_id]) for act in acts if act.object_id in found}


def _decided(request: SpendingRequest) -> Words:
    agreed = request.state == RequestState.AGREED
    return Words(
        line=_("The circle said yes to what you asked for") if agreed else _("The circle did not say yes"),
        page=reverse("spending", args=[request.pk]),
        title=request.purpose,
    )


def new_requests(member: Member, circles: Sequence[str], since: datetime, until: datetime, most: int) -> list[Words]:
    """Requests to spend on which the member can vote, that were written in between."""
    asked = SpendingRequest.objects.visible_to(member).filter(
        campaign__circle__in=circles, asked_at__gt=since, asked_at__lte=until, state=RequestState.ASKED
    )
    found = asked.exclude(by=member).select_related("campaign").order_by("-asked_at", "-pk")[:most]
    return [
        Words(
            line=_("A vote on spending %(amount)s") % {"amount": money.said(one.amount, one.currency)},
            page=reverse("spending", args=[one.pk]),
            title=one.purpose,
        )
        for one in found
    ]
