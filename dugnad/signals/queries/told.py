"""What stewards are told of signals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Words
from dugnad.signals.models import Signal


def of_signals(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """For those who tend the circle: that there is something to look at, not whom it is about. One query."""
    found = Signal.objects.visible_to(member).select_related("circle").in_bulk({act.object_id for act in acts})
    return {act.pk: _words(found[act.object_id]) for act in acts if act.object_id in found}


def _words(signal: Signal) -> Words:
    return Words(
        line=signal.get_kind_display(),
        page=reverse("circle_signals", args=[signal.circle_id]),
        title=signal.circle.name,
        over=signal.put_away_at is not None,
    )
