"""Where one member stands in one circle: their level, what it rests on, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models

from dugnad.circles import levels
from dugnad.circles.enums import Level, Openness, Role, Standing
from dugnad.circles.levels import Facts, Powers
from dugnad.circles.models import Membership, Vouch
from dugnad.circles.terms import FOUNDING, SETTLED_AFTER, TRUSTED_AFTER
from dugnad.people.models import Member


@dataclass(frozen=True)
class Trust:
    """`known_from` and `trusted_from` are the days' share of it: None once that level is reached."""

    facts: Facts
    level: Level
    powers: Powers
    known_from: datetime | None
    trusted_from: datetime | None

    @property
    def lacking(self) -> int:
        """How many words more they would need to be trusted."""
        return 0 if self.facts.founding else max(0, self.facts.needed - self.facts.standing)


def trust(mine: Membership, at: datetime) -> Trust:
    """Two queries, and that of the circle where it is not loaded."""
    facts = facts_of(mine)
    level = levels.level(facts, at)
    known, trusted = facts.since + SETTLED_AFTER, facts.since + TRUSTED_AFTER
    return Trust(
        facts,
        level,
        levels.powers(facts, at),
        known if level == Level.NEW and known > at else None,
        trusted if level != Level.TRUSTED and trusted > at else None,
    )


def facts_of(mine: Membership) -> Facts:
    """What the level of this member follows from."""
    circle = mine.circle
    founding = circle.openness != Openness.OPEN and mine.joined_at < circle.created_at + FOUNDING
    standing = standing_for(mine)
    return Facts(
        steward=mine.role == Role.STEWARD,
        since=mine.trust_since or mine.joined_at,
        founding=founding and mine.trust_since is None,
        given=mine.brought_by_id is not None or bool(standing) or _taken_back(mine).exists(),
        standing=len(standing),
        needed=circle.vouches_needed,
    )


def standing_for(mine: Membership) -> set[str]:
    """Ids of the members whose word stands for this one: it was not taken back, and they are not kept out."""
    theirs = Vouch.objects.filter(circle=mine.circle_id, for_member=mine.member_id).exclude(fulfilled_at=None)
    words = dict(theirs.order_by("withdrawn_at").values_list("by", "withdrawn_at"))
    words |= dict(theirs.filter(withdrawn_at=None).values_list("by", "withdrawn_at"))
    if mine.brought_by_id:
        words.setdefault(mine.brought_by_id, None)
    kept_out = Membership.objects.filter(circle=mine.circle_id, standing=Standing.BANNED, member__in=words)
    banned = set(kept_out.values_list("member", flat=True)) if words else set()
    return {by for by, withdrawn in words.items() if withdrawn is None and by not in banned}


def words_for(mine: Membership, reader: Member) -> list[Vouch]:
    """The words that stand for this member, as far as `reader` may know of them, the oldest first."""
    words = Vouch.objects.visible_to(reader).filter(
        circle=mine.circle_id, for_member=mine.member_id, withdrawn_at=None, by__in=standing_for(mine)
    )
    met = Member.objects.visible_to(reader)
    return list(words.exclude(fulfilled_at=None).filter(by__in=met).select_related("by").order_by("created_at"))


def _taken_back(mine: Membership) -> models.QuerySet[Vouch]:
    theirs = Vouch.objects.filter(circle=mine.circle_id, for_member=mine.member_id)
    return theirs.exclude(withdrawn_at=None).exclude(fulfilled_at=None)
