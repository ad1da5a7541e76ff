"""What elections put on record: how many voted, and how many approved of whoever was elected. Never who voted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from dugnad.elections import acts as verbs
from dugnad.elections.models import Election
from dugnad.ledger.models import Act
from dugnad.ledger.on_record import Facts, on_record


def connect() -> None:
    """Called once, when the app is ready."""
    on_record(verbs.ELECTION_OPENED, _("An election was called"), says=openings)
    on_record(verbs.ELECTION_CLOSED, _("An election was counted"), says=results)
    on_record(verbs.ELECTED, _("Somebody was elected"), says=approvals)
    on_record(verbs.TERM_CHANGED, _("The term of stewards was changed"), says=months)


def openings(acts: Sequence[Act]) -> Mapping[int, Facts]:
    """Why, and for how many seats."""
    known = Election.objects.filter(act__in=[act.pk for act in acts])
    return {one.act_id: {"reason": one.reason, "seats": one.seats} for one in known}


def results(acts: Sequence[Act]) -> Mapping[int, Facts]:
    """Who stood counts by the ids of the lot, not by names."""
    known = Election.objects.filter(closing__in=[act.pk for act in acts]).prefetch_related("outcomes")
    return {
        one.closing: {
            "voted": one.voters,
            "electorate": one.electorate,
            "seed": one.seed,
            **{f"approvals {each.candidate}": each.approvals for each in one.outcomes.all()},
        }
        for one in known
        if one.closing is not None
    }


def approvals(acts: Sequence[Act]) -> Mapping[int, Facts]:
    """How many approved of them."""
    return {act.pk: {"approvals": act.amount} for act in acts}


def months(acts: Sequence[Act]) -> Mapping[int, Facts]:
    """From the next election on."""
    return {act.pk: {"months": act.amount} for act in acts}
