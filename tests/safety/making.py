"""Cases for tests, called the way members call them: alice, dora and erik tend, bob writes, fia reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dugnad.circles.models import Circle, Membership
from dugnad.people.models import Member
from dugnad.safety.actions.deciding import propose, second
from dugnad.safety.actions.proposals import Proposal
from dugnad.safety.actions.reporting import About, Words, report
from dugnad.safety.enums import Measure
from dugnad.safety.models import Case, Decision, Report
from dugnad.safety.reportable import Told
from tests.cast import NOON, again, make_circle, make_member, make_steward

NORMS = "# How we are\n1. We do not write down addresses.\n2. We answer kindly.\n"


@dataclass(frozen=True)
class World:
    """A circle of six: three tend it, bob is talked about, fia and gerd are members."""

    circle: Circle
    alice: Member
    dora: Member
    erik: Member
    bob: Member
    fia: Member
    gerd: Member


def make_world(alice: Member, bob: Member, *, stewards: int = 3, **facts: Any) -> World:
    """As many tend it as told: alice, then dora, then erik."""
    dora, erik, fia, gerd = (make_member(handle) for handle in ("dora", "erik", "fia", "gerd"))
    circle = make_circle(alice, dora, erik, bob, fia, gerd, norms=NORMS, **facts)
    for one in (dora, erik)[: stewards - 1]:
        make_steward(one, circle)
    return World(circle, *(again(one) for one in (alice, dora, erik, bob, fia, gerd)))


def place(circle: Circle, member: Member) -> Membership:
    return Membership.objects.select_related("circle", "member").get(circle=circle, member=member)


def about(person: Member, *, kind: str = "member", pk: str = "", mask: str = "", **facts: Any) -> About:
    told = Told(facts.pop("title", mask or person.handle), "/", "", person, mask=mask, **facts)
    return About(kind, pk or person.pk, told)


def reported(world: World, *, by: Member | None = None, at: datetime = NOON, **facts: Any) -> Report:
    """Fia reports bob, unless told otherwise."""
    words = Words(norm="We answer kindly.", words=facts.pop("words", "He wrote where I live."))
    one = about(facts.pop("person", world.bob), **facts)
    return report(by=again(by or world.fia), about=one, circle=world.circle, words=words, at=at)


def the_case() -> Case:
    return Case.objects.select_related("circle", "person").get()


def proposal(measure: Measure = Measure.WARN, **facts: Any) -> Proposal:
    given = {"told": "You wrote down an address.", "norm": "We answer kindly.", "said": "An address was written."}
    return Proposal(measure, **{**given, **facts})


def proposed(by: Member, measure: Measure = Measure.WARN, *, at: datetime = NOON, **facts: Any) -> Decision:
    return propose(by=again(by), case=the_case(), proposal=proposal(measure, **facts), at=at)


def seconded(by: Member, decision: Decision, *, at: datetime = NOON) -> Decision:
    """As a request would do it: everything loaded anew."""
    found = Decision.objects.select_related("case__circle", "case__person").get(pk=decision.pk)
    second(by=again(by), decision=found, at=at)
    return found
