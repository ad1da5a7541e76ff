"""Calling people together, and changing what one called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.circles import rules as circle_rules
from dugnad.circles.actions.posting import require_may_post
from dugnad.circles.models import Circle
from dugnad.circles.things import Thing
from dugnad.gatherings import findable
from dugnad.gatherings.acts import CALLED_TOGETHER
from dugnad.gatherings.enums import FARTHEST, LONGEST, MOST_TIMES, Sight, Task, Way
from dugnad.gatherings.models import Duty, Gathering, Occasion
from dugnad.gatherings.recurrence import Pattern, Stretch, stretches
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id, new_ids
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member, Place


@dataclass(frozen=True)
class Words:
    """What a gathering says of itself."""

    title: str
    text: str = ""
    sight: Sight = Sight.CIRCLE
    way: Way = Way.PLACE
    place: Place | None = None
    venue: str = ""
    link: str = ""
    hides_where: bool = False
    access: str = ""


@dataclass(frozen=True)
class Wanted:
    """A role that each day needs `needed` people for."""

    task: Task
    needed: int = 1
    words: str = ""


@transaction.atomic
def call_together(
    *,
    by: Member,
    circle: Circle,
    words: Words,
    pattern: Pattern,
    form_key: str,
    wanted: Sequence[Wanted] = (),
    thing: Thing | None = None,
    at: datetime | None = None,
) -> Gathering:
    """A gathering of `circle` on the days of `pattern`. The same form sent twice is one gathering."""
    circle_rules.belongs.require(by, circle)
    at = at or now()
    existing = Gathering.objects.filter(author=by, form_key=form_key).first()
    if existing:
        return existing
    require_may_post(CALLED_TOGETHER, by=by, circle=circle, at=at, text=words.text)
    days = _days(pattern, at)
    gathering_id = new_id()
    act = record(
        CALLED_TOGETHER,
        by=by,
        about=gathering_id,
        circle=circle.pk,
        cause=thing.act if thing else None,
        amount=len(days),
        audience=audience(words.sight),
        at=at,
    )
    made = Gathering(
        id=gathering_id,
        act=act,
        circle=circle,
        author=by,
        **vars(words),
        zone=pattern.zone,
        every=pattern.every,
        times=len(days),
        thing_kind=thing.kind if thing else "",
        thing_id=thing.pk if thing else "",
        changed_at=at,
        created_at=at,
        form_key=form_key,
    )
    made.save(force_insert=True)
    _lay_out(made, days, wanted)
    findable.put(made)
    return made


def audience(sight: str) -> Audience:
    """Who may learn of what happens around a gathering that these people see."""
    return Audience.PUBLIC if sight == Sight.EVERYONE else Audience.CIRCLE


def _days(pattern: Pattern, at: datetime) -> list[Stretch]:
    days = stretches(pattern, MOST_TIMES + 1)
    if not days:
        raise Refused(_("The last day comes before the first."))
    if len(days) > MOST_TIMES:
        raise Refused(_("That is more than 60 days. Choose an earlier end: you can call together again then."))
    if days[0].ends_at <= at:
        raise Refused(_("That is over already. Choose a time that is still to come."))
    if days[-1].starts_at - at > FARTHEST:
        raise Refused(_("That is more than two years off. Choose an earlier end."))
    checked(days[0])
    return days


def checked(stretch: Stretch) -> Stretch:
    """`stretch` if a gathering can last like that. Raises `Refused`."""
    if not stretch.starts_at < stretch.ends_at <= stretch.starts_at + LONGEST:
        raise Refused(_("It has to end after it begins, and last a week at most."))
    return stretch


def _lay_out(made: Gathering, days: Sequence[Stretch], wanted: Sequence[Wanted]) -> None:
    Occasion.objects.bulk_create(
        Occasion(
            id=pk,
            gathering=made,
            number=number,
            planned_at=day.starts_at,
            starts_at=day.starts_at,
            ends_at=day.ends_at,
        )
        for number, (pk, day) in enumerate(zip(new_ids(len(days)), days, strict=True))
    )
    Duty.objects.bulk_create(
        Duty(gathering=made, task=one.task, words=one.words, needed=one.needed, position=position)
        for position, one in enumerate(wanted)
    )
