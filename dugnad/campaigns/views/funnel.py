"""How many went further, for those who organise it."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dugnad.campaigns import rules
from dugnad.campaigns.models import Campaign
from dugnad.campaigns.queries import funnel as queries
from dugnad.campaigns.views.stepping import readable
from dugnad.kit.clock import now
from dugnad.kit.fragments import Fragments
from dugnad.methods.funnel import Cohort
from dugnad.methods.shares import Share
from dugnad.people.viewing import MemberRequest, member_only


@require_safe
@member_only
def funnel(request: MemberRequest, campaign_id: str) -> HttpResponse:
    """Entry cohorts by week, each followed for as long, with the interval; apart from them those too new to say."""
    campaign = readable(request, campaign_id)
    rules.organises.require(request.user, campaign)
    found = queries.funnel_of(campaign, now())
    context = {
        "campaign": campaign,
        "found": found,
        "names": [str(name) for name in queries.NAMES.values()][1:],
        "total": _row(found.total) if found.total else None,
        "rows": [_row(cohort) for cohort in found.cohorts],
        "loss": queries.sentence(queries.loss_of(campaign)),
        "here": "act",
    }
    return render(request, "campaigns/funnel.html", context)


def _row(cohort: Cohort) -> dict[str, object]:
    return {"first": cohort.first, "last": cohort.last, "n": cohort.n, "cells": _cells(cohort.shares)}


def _cells(shares: Sequence[Share]) -> list[tuple[str, str]]:
    """Of all but the first level, which is everybody: its name, and how many."""
    names = [str(name) for name in queries.NAMES.values()]
    return [(name, said(share)) for name, share in zip(names[1:], shares[1:], strict=True)]


def said(share: Share) -> str:
    """ "61 of 214: 29 % (23–35 %)"; or that it would say something about too few."""
    if share.k is None or share.value is None or share.low is None or share.high is None:
        return _("too few to say")
    facts = {"k": share.k, "n": share.n, "value": _percent(share.value)}
    facts |= {"low": _percent(share.low), "high": _percent(share.high)}
    return _("%(k)d of %(n)d: %(value)s %% (%(low)s to %(high)s %%)") % facts


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"


PIECES = Fragments(most=1024 * 1024)
KEPT = 120
"""Seconds for which the sentence is kept: it counts everybody who signed."""


def loss_of(campaign: Campaign, *, organises: bool) -> SafeString:
    """The loss at every step, on the page of a campaign: in a sentence, and in bars. Two minutes old at most."""
    key = ("loss", campaign.pk, organises, get_language(), campaign.version, int(now().timestamp()) // KEPT)
    return PIECES.get(key, lambda: _drawn(campaign, organises))


def _drawn(campaign: Campaign, organises: bool) -> SafeString:
    loss = queries.loss_of(campaign)
    line = queries.sentence(loss)
    if not line and not organises:
        return SafeString("")
    context = {
        "line": line,
        "bars": queries.bars(loss),
        "signed": loss.signed,
        "campaign": campaign,
        "organises": organises,
    }
    return SafeString(render_to_string("campaigns/loss.html", context))
