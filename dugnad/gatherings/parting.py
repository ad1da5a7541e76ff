"""What is given back, and who has to know, when a member leaves for good."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from dugnad.circles.rules import tends
from dugnad.gatherings.actions.coming import Reply, say
from dugnad.gatherings.enums import State, Word
from dugnad.gatherings.models import Coming, Occasion
from dugnad.kit.refusal import Refused
from dugnad.people.holdings import Loose
from dugnad.people.models import Member


def part(member: Member, at: datetime) -> Iterator[Loose]:
    """Say that they do not come, which gives roles back; stewards are told of gatherings that nobody runs any more."""
    ahead = Coming.objects.filter(member=member, occasion__ends_at__gt=at, occasion__state=State.PLANNED)
    for coming in ahead.exclude(word=Word.NOT).select_related("occasion__gathering__circle"):
        with suppress(Refused):
            say(by=member, occasion=coming.occasion, reply=Reply(Word.NOT), at=at)
    mine = Occasion.objects.filter(gathering__author=member, ends_at__gt=at, state=State.PLANNED)
    others = Coming.objects.exclude(member=member).exclude(word=Word.NOT).values("occasion")
    for day in mine.filter(pk__in=others).select_related("gathering__circle"):
        for steward in Member.objects.filter(tends.who(day.gathering.circle)).exclude(pk=member.pk):
            yield Loose("organiser", day.gathering.circle_id, steward)
