"""What one member may know of acts around gatherings, in words: never the exact place, nor who comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.circles.enums import Openness
from dugnad.gatherings import acts as verbs
from dugnad.gatherings.clocks import clocks
from dugnad.gatherings.enums import Sight
from dugnad.gatherings.models import DayNote, Gathering, Occasion, Turn
from dugnad.kit.clock import now
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Words, actors

Line = Callable[[], str]


def of_gatherings(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Called together, somewhere else, and cancelled."""
    seen = Gathering.objects.visible_to(member).select_related("circle")
    known = seen.in_bulk({act.object_id for act in acts})
    days = _first_days(known)
    told: dict[int, Words] = {}
    for act in acts:
        if one := known.get(act.object_id):
            called = act.verb == verbs.CALLED_TOGETHER.code
            told[act.pk] = _words(one, days.get(one.pk), GATHERING_LINES[act.verb](), called=called)
    return told


def of_days(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """One day: moved, cancelled, tomorrow, changed, written up."""
    seen = Occasion.objects.visible_to(member).select_related("gathering__circle")
    known = seen.in_bulk({act.object_id for act in acts})
    notes = _notes(known)
    told: dict[int, Words] = {}
    for act in acts:
        day = known.get(act.object_id)
        if day is None:
            continue
        text = notes.get((day.pk, act.at), "") if act.verb == verbs.TOLD.code else ""
        reminder_over = act.verb == verbs.REMINDED.code and (day.cancelled or day.starts_at <= now())
        told[act.pk] = _words(day.gathering, day, DAY_LINES[act.verb](), text=text, over=reminder_over)
    return told


def of_turns(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Somebody took a role at what the member called together. Never in a letter."""
    seen = Occasion.objects.visible_to(member)
    turns = Turn.objects.filter(occasion__in=seen, pk__in={act.object_id for act in acts})
    known = turns.select_related("duty__gathering", "occasion").in_bulk()
    people = actors(member, acts)
    told: dict[int, Words] = {}
    for act in acts:
        turn = known.get(act.object_id)
        if turn and act.actor in people:
            name, role = people[act.actor].handle, turn.duty.name
            line = _("%(name)s takes a role: %(role)s") % {"name": name, "role": role}
            told[act.pk] = Words(line=line, page=_page(turn.duty.gathering), title=turn.duty.gathering.title)
    return told


def new_gatherings(member: Member, circles: Sequence[str], since: datetime, until: datetime, most: int) -> list[Words]:
    """What others called together in between and is still to come, the nearest first."""
    called = Gathering.objects.visible_to(member).filter(
        circle__in=circles, created_at__gt=since, created_at__lte=until
    )
    days = Occasion.objects.filter(gathering__in=called, number=0, ends_at__gt=until).exclude(gathering__author=member)
    found = days.select_related("gathering__circle").order_by("starts_at", "pk")[:most]
    line = GATHERING_LINES[verbs.CALLED_TOGETHER.code]()
    return [_words(day.gathering, day, line, called=True) for day in found]


def _words(
    gathering: Gathering,
    day: Occasion | None,
    line: str,
    *,
    called: bool = False,
    text: str = "",
    over: bool = False,
) -> Words:
    when = clocks(day.starts_at, day.ends_at, gathering.zone)[0].said if day else ""
    parts = [when, day.word if day and not called else "", text]
    return Words(
        line=line,
        page=_page(gathering),
        title=gathering.title,
        text=" · ".join(part for part in parts if part),
        travels=gathering.sight == Sight.EVERYONE or gathering.circle.openness == Openness.OPEN,
        over=over or (called and day is not None and (day.cancelled or day.ends_at <= now())),
    )


def _page(gathering: Gathering) -> str:
    return reverse("gathering", args=[gathering.pk])


def _first_days(known: Mapping[str, Gathering]) -> dict[str, Occasion]:
    return {day.gathering_id: day for day in Occasion.objects.filter(gathering__in=known, number=0)}


def _notes(known: Mapping[str, Occasion]) -> dict[tuple[str, datetime], str]:
    """The lines about what changed, by the moment at which they were written."""
    found = DayNote.objects.filter(occasion__in=known)
    return {(day, at): text for day, at, text in found.values_list("occasion", "at", "text")}


GATHERING_LINES: dict[str, Line] = {
    verbs.CALLED_TOGETHER.code: lambda: _("A gathering: come if you can"),
    verbs.CANCELLED.code: lambda: _("This gathering is cancelled"),
    verbs.ELSEWHERE.code: lambda: _("This gathering is somewhere else now: look where"),
}
DAY_LINES: dict[str, Line] = {
    verbs.DAY_CANCELLED.code: lambda: _("This gathering is cancelled for one day"),
    verbs.MOVED.code: lambda: _("This gathering was moved"),
    verbs.REMINDED.code: lambda: _("Soon: the gathering that you come to"),
    verbs.TOLD.code: lambda: _("Something has changed at the gathering"),
    verbs.WRITTEN_UP.code: lambda: _("What came of the gathering is written down"),
}
