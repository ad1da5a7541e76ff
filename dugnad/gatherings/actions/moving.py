"""A day that is moved, and what does not take place. Whoever said that they come is told at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dugnad.gatherings import rules
from dugnad.gatherings.actions.calling import audience, checked
from dugnad.gatherings.acts import CANCELLED, DAY_CANCELLED, MOVED
from dugnad.gatherings.enums import FARTHEST, State
from dugnad.gatherings.models import Gathering, Occasion
from dugnad.gatherings.recurrence import Stretch
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member


@transaction.atomic
def move(
    *, by: Member, occasion: Occasion, to: Stretch, venue: str = "", word: str = "", at: datetime | None = None
) -> None:
    """Another time or place for one day. Whoever looked at an older time is refused."""
    gathering, at = occasion.gathering, at or now()
    rules.runs.require(by, gathering)
    if checked(to).ends_at <= at or to.starts_at - at > FARTHEST:
        raise Refused(_("Choose a time that is still to come, within two years."))
    facts = {"starts_at": to.starts_at, "ends_at": to.ends_at, "venue": venue}
    if all(getattr(occasion, name) == value for name, value in facts.items()):
        raise Refused(_("That is where and when it is already."))
    still = Occasion.objects.filter(
        pk=occasion.pk, state=State.PLANNED, ends_at__gt=at, starts_at=occasion.starts_at, venue=occasion.venue
    )
    if still.update(**facts, word=word, moved_at=at, reminded_at=None) != 1:
        raise Refused(
            _("Somebody was a moment before you, or it is over. Look at the page again to see how it stands.")
        )
    _tell(MOVED, by=by, about=occasion.pk, gathering=gathering, at=at)
    occasion.refresh_from_db()


@transaction.atomic
def cancel_day(*, by: Member, occasion: Occasion, word: str = "", at: datetime | None = None) -> None:
    """This day does not take place. Of what has only one day, all is cancelled."""
    gathering, at = occasion.gathering, at or now()
    rules.runs.require(by, gathering)
    still = Occasion.objects.filter(pk=occasion.pk, state=State.PLANNED, ends_at__gt=at)
    if still.update(state=State.CANCELLED, word=word) != 1:
        raise Refused(_("This is cancelled already, or over."))
    whole = gathering.times == 1
    _tell(
        CANCELLED if whole else DAY_CANCELLED,
        by=by,
        about=gathering.pk if whole else occasion.pk,
        gathering=gathering,
        at=at,
    )
    occasion.refresh_from_db()


@transaction.atomic
def cancel(*, by: Member, gathering: Gathering, word: str = "", at: datetime | None = None) -> None:
    """Nothing of it takes place any more, told once; what has been stays."""
    at = at or now()
    rules.runs.require(by, gathering)
    still = Occasion.objects.filter(gathering=gathering, state=State.PLANNED, ends_at__gt=at)
    if not still.update(state=State.CANCELLED, word=word):
        raise Refused(_("This is cancelled already, or over."))
    _tell(CANCELLED, by=by, about=gathering.pk, gathering=gathering, at=at)


def _tell(verb: Verb, *, by: Member, about: str, gathering: Gathering, at: datetime) -> None:
    Gathering.objects.filter(pk=gathering.pk).update(sequence=F("sequence") + 1, changed_at=at)
    record(
        verb,
        by=by,
        about=about,
        circle=gathering.circle_id,
        cause=gathering.act_id,
        audience=audience(gathering.sight),
        at=at,
    )
