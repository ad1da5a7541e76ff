"""What one member may know of acts around elections, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.circles import rules as circle_rules
from dugnad.circles.models import Circle
from dugnad.elections import acts as verbs
from dugnad.elections.models import Candidate, Election, Outcome
from dugnad.kit.clock import now
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Words, actors

Line = Callable[[], str]

LINES: dict[str, Line] = {
    verbs.ELECTION_OPENED.code: lambda: _("This circle elects who tends it: stand, propose somebody, and vote"),
    verbs.ELECTION_CLOSED.code: lambda: _("The votes are counted: see who tends this circle now"),
    verbs.ELECTED.code: lambda: _("You were elected to tend this circle. Thank you"),
}


def of_elections(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Opened, counted, elected."""
    seen = Election.objects.visible_to(member).select_related("circle")
    known = seen.in_bulk({act.object_id for act in acts})
    return {
        act.pk: _words(one, LINES[act.verb](), over=_is_over(one, act))
        for act in acts
        if (one := known.get(act.object_id))
    }


def _is_over(election: Election, act: Act) -> bool:
    return act.verb == verbs.ELECTION_OPENED.code and election.closed_at is not None


def of_candidates(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Somebody would like the member to stand, and they have not answered."""
    asked = Candidate.objects.filter(member=member, stands_since=None).select_related("election__circle")
    known = asked.in_bulk({act.object_id for act in acts})
    people = actors(member, acts)
    return {
        act.pk: _words(
            one.election,
            _("%(name)s would like you to tend this circle: say yes or no") % {"name": people[act.actor].handle},
            over=one.election.stands_until <= now(),
        )
        for act in acts
        if (one := known.get(act.object_id)) and act.actor in people
    }


def of_terms(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """The stewards' term ends in a month."""
    known = Circle.objects.filter(circle_rules.belongs.which(member)).in_bulk({act.object_id for act in acts})
    line = _("The term of those who tend this circle ends in a month. Then there is an election")
    return {
        act.pk: Words(line=line, page=reverse("circle_elections", args=[one.pk]), title=one.name)
        for act in acts
        if (one := known.get(act.object_id))
    }


def new_elections(member: Member, circles: Sequence[str], since: datetime, until: datetime, most: int) -> list[Words]:
    """Elections that opened or were counted in between, and are news to everybody in the circle."""
    seen = Election.objects.visible_to(member).filter(circle__in=circles).select_related("circle")
    opened = seen.filter(opened_at__gt=since, opened_at__lte=until, closed_at=None).order_by("opened_at", "pk")
    closed = seen.filter(closed_at__gt=since, closed_at__lte=until).order_by("closed_at", "pk")
    open_line, closed_line = (LINES[verb.code]() for verb in (verbs.ELECTION_OPENED, verbs.ELECTION_CLOSED))
    lines = [(one, open_line) for one in opened[:most]] + [(one, closed_line) for one in closed[:most]]
    return [_words(one, line) for one, line in lines[:most]]


def new_ends(member: Member, circles: Sequence[str], since: datetime, until: datetime, most: int) -> list[Words]:
    """Terms of which it was announced in between that they end."""
    mine = Circle.objects.filter(circle_rules.belongs.which(member), pk__in=circles)
    found = mine.filter(term__announced_at__gt=since, term__announced_at__lte=until).order_by("name", "pk")[:most]
    line = _("The term of those who tend this circle ends in a month. Then there is an election")
    return [Words(line=line, page=reverse("circle_elections", args=[one.pk]), title=one.name) for one in found]


def _words(election: Election, line: str, *, over: bool = False) -> Words:
    return Words(line=line, page=reverse("election", args=[election.pk]), title=election.circle.name, over=over)


def took_part(elections: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of election and member of those whose votes were counted."""
    found = Outcome.objects.filter(election__in=elections, member__isnull=False)
    return [(election, str(member)) for election, member in found.values_list("election", "member")]
