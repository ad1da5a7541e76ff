"""Changing what one called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dugnad.gatherings import findable, rules
from dugnad.gatherings.actions.calling import Wanted, Words, audience
from dugnad.gatherings.acts import CHANGED, ELSEWHERE
from dugnad.gatherings.models import Duty, Gathering
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.people.models import Member

WHERE = ("way", "place", "venue", "link")


@transaction.atomic
def change(
    *, by: Member, gathering: Gathering, words: Words, wanted: Sequence[Wanted] = (), at: datetime | None = None
) -> Gathering:
    """New words, and further roles. The roles that are there stay: somebody may have taken one.

    Those who come are told when it is somewhere else.
    """
    rules.runs.require(by, gathering)
    at = at or now()
    elsewhere = any(getattr(words, name) != getattr(gathering, name) for name in WHERE)
    changed = Gathering.objects.filter(pk=gathering.pk, sequence=gathering.sequence)
    if changed.update(**vars(words), sequence=F("sequence") + 1, changed_at=at) != 1:
        raise Refused(_("Somebody else changed this a moment ago. Look at it again before you change it."))
    last = gathering.duties.count()
    Duty.objects.bulk_create(
        Duty(gathering=gathering, task=one.task, words=one.words, needed=one.needed, position=last + number)
        for number, one in enumerate(wanted)
    )
    record(
        ELSEWHERE if elsewhere else CHANGED,
        by=by,
        about=gathering.pk,
        circle=gathering.circle_id,
        cause=gathering.act_id,
        audience=audience(words.sight),
        at=at,
    )
    gathering.refresh_from_db()
    findable.put(gathering)
    return gathering
