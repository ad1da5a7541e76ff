"""Where one member stands in one circle: their level, what it rests on, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

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
    given, standing = _words(mine)
    return Facts(
        steward=mine.role == Role.STEWARD,
        since=mine.trust_since or mine.joined_at,
        founding=founding and mine.trust_since is None,
        given=given,
        standing=len(standing),
        needed=circle.vouches_needed,
    )


def standing_for(mine: Membership) -> set[str]:
    """Ids of the members whose word stands for this one: it was not taken back, and they are not kept out."""
    return _words(mine)[1]


def _words(mine: Membership) -> tuple[bool, set[str]]:
    """Whether anybody's word ever brought them in or stood for them; whose does now."""
    theirs = Vouch.objects.filter(circle=mine.circle_id, for_member=mine.member_id).exclude(fulfilled_at=None)
    rows = list(theirs.values_list("by", "withdrawn_at"))
    givers = {by for by, _withdrawn in rows}
    standing = {by for by, withdrawn in rows if withdrawn is None}
    if mine.brought_by_id and mine.brought_by_id not in givers:
        standing.add(mine.brought_by_id)
    kept_out = Membership.objects.filter(circle=mine.circle_id, standing=Standing.BANNED, member__in=standing)
    banned = set(kept_out.values_list("member", flat=True)) if standing else set()
    return bool(givers) or mine.brought_by_id is not None, standing - banned


def words_for(mine: Membership, reader: Member) -> list[Vouch]:
    """The words that stand for this member, as far as `reader` may know of them, the oldest first."""
    words = Vouch.objects.visible_to(reader).filter(
        circle=mine.circle_id, for_member=mine.member_id, withdrawn_at=None, by__in=standing_for(mine)
    )
    met = Member.objects.visible_to(reader)
    return list(words.exclude(fulfilled_at=None).filter(by__in=met).select_related("by").order_by("created_at"))
