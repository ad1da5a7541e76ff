"""Telling the stewards without an account: into the same case as what members report, and marked as from outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.circles.actions.ending import hold
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.safety.actions.reporting import About, Words, case_of, write
from dugnad.safety.models import Report
from dugnad.safety.terms import FROM_OUTSIDE, NETWORK_KEPT, NETWORK_WINDOW, NOWHERE, PROVEN, UNPROVEN


@dataclass(frozen=True)
class Outside:
    """What a stranger says, the hash of their network (`dugnad.kit.networks`), and if their browser did its work."""

    words: str
    network: str = ""
    is_proven: bool = False


@transaction.atomic
def report_from_outside(*, about: About, circle: Circle, said: Outside, at: datetime | None = None) -> Report:
    """Write down what somebody without an account reports of something that everybody can read.

    However many come, they are lines in one case and nothing else. `Refused` when many came from one network within
    minutes, and when the stewards have heard of it from so many strangers that more would tell them nothing.
    """
    at = at or now()
    hold(circle)
    lately = Report.objects.filter(outside=True, network=said.network, at__gt=at - NETWORK_WINDOW).count()
    if lately >= (PROVEN if said.is_proven else UNPROVEN) * (1 if said.network else NOWHERE):
        raise Refused(_("Much was told from your network within a few minutes. Send it again in ten minutes."))
    case = case_of(about, circle, at)
    if case.reports.filter(outside=True).count() >= FROM_OUTSIDE:
        raise Refused(_("Many have told of this already. The stewards know, and look at it."))
    return write(by=None, about=about, case=case, words=Words(words=said.words.strip()), network=said.network, at=at)


def forget_networks(at: datetime) -> int:
    """Erase from where reports came, once it is of no use against floods; of how many."""
    old = Report.objects.filter(outside=True, at__lte=at - NETWORK_KEPT).exclude(network="")
    return old.update(network="")
