"""How many have come to gatherings of a campaign, or done tasks of it: read from the ledger, where apps meet."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dugnad.campaigns.acts import STARTED
from dugnad.campaigns.ladder import Progress
from dugnad.campaigns.models import Campaign, Rung
from dugnad.ledger.models import Act

CAME = ("was-there",)
DID = ("task-done", "unit-done")


def gatherings(rungs: Sequence[Rung]) -> dict[str, Progress]:
    """Those who were there. Two queries."""
    return {pk: Progress(count, _came(count)) for pk, count in _people(rungs, CAME).items()}


def tasks(rungs: Sequence[Rung]) -> dict[str, Progress]:
    """Those who did something. Two queries."""
    return {pk: Progress(count, _did(count)) for pk, count in _people(rungs, DID).items()}


def _came(count: int) -> str:
    if not count:
        return _("Nobody has come together for it yet.")
    return ngettext("%(n)d has come to a gathering.", "%(n)d have come to gatherings.", count) % {"n": count}


def _did(count: int) -> str:
    if not count:
        return _("Nobody has done a task for it yet.")
    return ngettext("%(n)d has done a task.", "%(n)d have done tasks.", count) % {"n": count}


def _people(rungs: Sequence[Rung], verbs: Collection[str]) -> dict[str, int]:
    """By rung: how many different people did one of `verbs` within its campaign."""
    campaigns = Campaign.objects.filter(pk__in={rung.campaign_id for rung in rungs}).values_list(
        "pk", "act_id", "circle_id"
    )
    begun = {act: pk for pk, act, _circle in campaigns}
    acts = Act.objects.filter(circle__in={circle for _pk, _act, circle in campaigns}, verb__in=verbs).exclude(actor="")
    further = Q(cause__cause__in=begun) & ~Q(cause__verb=STARTED.code)  # not what was done in a copy of it
    rows = acts.filter(Q(cause__in=begun) | further).order_by()
    people: dict[str, set[str]] = {}
    for actor, *causes in rows.values_list("actor", "cause_id", "cause__cause_id").distinct():
        for cause in causes:
            if cause in begun:
                people.setdefault(begun[cause], set()).add(actor)
    return {rung.pk: len(people.get(rung.campaign_id, ())) for rung in rungs}
