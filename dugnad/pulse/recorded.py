"""What the pulse puts on record: that it was taken, and what it said, so that no number is changed afterwards."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from dugnad.ledger.models import Act
from dugnad.ledger.on_record import Facts, on_record
from dugnad.pulse.models import Release
from dugnad.pulse.verbs import RELEASED


def connect() -> None:
    """Called once, when the app is ready."""
    on_record(RELEASED, _("A pulse was taken"), says=releases)


def releases(acts: Sequence[Act]) -> Mapping[int, Facts]:
    """From when to when, and all its numbers as a hash."""
    known = {one.pk: one for one in Release.objects.filter(pk__in=[act.object_id for act in acts])}
    return {act.pk: _of(known[act.object_id]) for act in acts if act.object_id in known}


def _of(release: Release) -> Facts:
    numbers = json.dumps([release.results, release.held, release.facts], sort_keys=True, separators=(",", ":"))
    begins, ends = release.begins_at.isoformat(), release.ends_at.isoformat()
    return {"begins": begins, "ends": ends, "numbers": sha256(numbers.encode()).hexdigest()}
