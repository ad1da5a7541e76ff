"""Elections for tests, at moments of their own."""

from __future__ import annotations

from datetime import datetime, timedelta

from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Circle, Membership
from dugnad.elections.actions.closing import close
from dugnad.elections.actions.opening import call
from dugnad.elections.actions.standing import stand
from dugnad.elections.actions.voting import vote
from dugnad.elections.models import Candidate, Election
from dugnad.people.models import Member
from tests.cast import NOON, again, make_circle, make_member

VOTING = NOON + timedelta(days=3)
OVER = NOON + timedelta(days=10)


def crowd(many: int, *, at: datetime | None = None, **facts: object) -> tuple[Circle, list[Member]]:
    """A circle and its members, the first of whom tends it."""
    people = [make_member(f"person{number}") for number in range(many)]
    options = {"at": at} if at else {}
    return make_circle(people[0], *people[1:], **options, **facts), people  # type: ignore[arg-type]  # a moment


def called(circle: Circle, by: Member, *, at: datetime = NOON, **facts: int) -> Election:
    """By a steward."""
    return call(by=again(by), circle=circle, at=at, **facts)


def stands(election: Election, *members: Member, at: datetime = NOON) -> list[Candidate]:
    return [stand(by=again(one), election=election, at=at) for one in members]


def votes(election: Election, votes: dict[Member, list[Candidate]], at: datetime = VOTING) -> None:
    for voter, chosen in votes.items():
        vote(by=again(voter), election=election, choices=[one.pk for one in chosen], at=at)


def counted(election: Election, at: datetime = OVER) -> Election:
    close(election, at=at)
    return Election.objects.get(pk=election.pk)


def tending(circle: Circle) -> set[str]:
    """Handles of those who tend it."""
    rows = Membership.objects.filter(circle=circle, role=Role.STEWARD, standing=Standing.ACTIVE)
    return set(rows.values_list("member__handle", flat=True))
