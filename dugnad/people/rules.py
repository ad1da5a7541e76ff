"""Who is kept apart from whom.

A block works both ways and everywhere, and is silent: whoever is blocked sees nothing of the one who blocked them,
and whoever blocks sees nothing that the other wrote *in their own name*. What the other wrote under a pseudonym stays
in sight of the blocker, or its vanishing would tell who is behind it. Stewards go on seeing what is written in the
circles they tend, or blocking them would put a writer out of their reach.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dugnad.kit.permission import EVERYTHING, NOTHING, Rule
from dugnad.kit.prepared import Prepared

if TYPE_CHECKING:
    from dugnad.people.models import Member


@dataclass(frozen=True)
class Apart:
    """Ids of members whom one member blocked, and of those who blocked them."""

    blocked: frozenset[str]
    blocked_by: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        return self.blocked | self.blocked_by


def _blocks(member: str) -> QuerySet[Any, Any]:
    blocks: QuerySet[Any, Any] = apps.get_model("people", "Block").objects.all()
    return blocks.filter(Q(by=member) | Q(of=member)).values_list("by_id", "of_id")


BLOCKS = Prepared(_blocks)


def apart(member: Member) -> Apart:
    """One query the first time, remembered on the instance (which lives for one request)."""
    known: Apart | None = member.__dict__.get("_apart")
    if known is None:
        rows = BLOCKS.rows(member=member.pk)
        known = Apart(
            frozenset(of for by, of in rows if by == member.pk),
            frozenset(by for by, of in rows if of == member.pk),
        )
        member.__dict__["_apart"] = known
    return known


def forget_apart(member: Member) -> None:
    """After a block was made or lifted."""
    member.__dict__.pop("_apart", None)


def _parties(other: Member) -> Q:
    block = apps.get_model("people", "Block").objects
    return Q(pk__in=block.filter(of=other).values("by")) | Q(pk__in=block.filter(by=other).values("of"))


meets = Rule(
    can=lambda member, other: (
        member is not None and other.is_active and (member == other or other.pk not in apart(member).all)
    ),
    which=lambda member: (
        Q(is_active=True) & (Q(pk=member.pk) | ~Q(pk__in=apart(member).all)) if member else Q(pk__in=[])
    ),
    who=lambda other: (Q(pk=other.pk) | ~_parties(other)) if other.is_active else Q(pk__in=[]),
)
"""May see another member at all."""

keeps_running = Rule(
    can=lambda member, _thing: member is not None and member.is_active and member.is_operator,
    which=lambda member: EVERYTHING if member and member.is_active and member.is_operator else NOTHING,
    who=lambda _thing: Q(is_active=True, is_operator=True),
    reason=_("Only those who keep this movement running can change that."),
)
"""May change what holds for the whole installation: its name, its skills."""
