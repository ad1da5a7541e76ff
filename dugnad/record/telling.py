"""Operators hear at once of a record that was changed afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Hearer, Pace, Words, register
from dugnad.record.acts import REFUSED
from dugnad.record.models import Watched


def connect() -> None:
    """Called once, when the app is ready."""
    register(REFUSED, who=operators, words=of_refusals)


def operators(acts: Sequence[Act]) -> Iterable[Hearer]:
    """All of them. One query."""
    keep_running = list(Member.objects.filter(is_active=True, is_operator=True).values_list("pk", flat=True))
    return [Hearer(act, member, Pace.AT_ONCE) for act in acts for member in keep_running]


def of_refusals(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """For operators, while it is watched."""
    if not member.is_operator:
        return {}
    known = {str(one.pk): one for one in Watched.objects.filter(pk__in=[act.object_id for act in acts])}
    line = _("A record that we keep an eye on was changed afterwards.")
    page = reverse("record_watching")
    return {act.pk: Words(line, page, title=known[act.object_id].address) for act in acts if act.object_id in known}
