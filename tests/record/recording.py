"""Acts on record, and a head over them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dugnad.circles.acts import ROLE_CHANGED
from dugnad.circles.enums import Role
from dugnad.circles.models import Circle, Membership
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.record.actions.signing import sign_head
from dugnad.record.follower import Recorder
from dugnad.record.models import Entry, Head
from tests.cast import NOON


def decide(by: Member, circle: Circle, *, at: datetime = NOON, audience: Audience = Audience.CIRCLE) -> Act:
    """Something that goes on record."""
    with transaction.atomic():
        return record(ROLE_CHANGED, by=by, about=circle.pk, circle=circle.pk, toward=by, audience=audience, at=at)


def made_steward(by: Member, circle: Circle, member: Member, *, at: datetime = NOON) -> Act:
    """A change of a role, however circles come to it."""
    with transaction.atomic():
        act = record(ROLE_CHANGED, by=by, about=circle.pk, circle=circle.pk, toward=member, at=at)
        Membership.objects.filter(circle=circle, member=member).update(act=act, role=Role.STEWARD)
    return act


def written_down() -> list[Entry]:
    """All there is, handed over as the ledger would; a test's own transaction is not readable to followers yet."""
    if acts := list(Act.objects.order_by("transaction", "id")):
        Recorder().handle(acts)
    return list(Entry.objects.order_by("index"))


def signed_now(*, at: datetime = NOON) -> Head:
    """A head over all there is."""
    written_down()
    head = sign_head(at=at)
    return head or Head.objects.order_by("-size")[0]


def many(by: Member, circle: Circle, number: int) -> Head:
    """That many decisions more, and a head over them."""
    for _ in range(number):
        decide(by, circle)
    return signed_now()
