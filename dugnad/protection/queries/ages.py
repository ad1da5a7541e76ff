"""What is known of ages, by people's own word and others', as little as possible and nowhere shown but to stewards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from dugnad.circles.enums import Standing
from dugnad.circles.models import Circle, Membership
from dugnad.kit.prepared import Shaped
from dugnad.people.models import Member
from dugnad.protection.enums import Age, Known, Whom
from dugnad.protection.models import AgeWord


def _young_circles(members: list[str]) -> QuerySet[Membership, tuple[str, str]]:
    """Where any of these is in a circle for young people now."""
    inside = Membership.objects.filter(member__in=members, standing=Standing.ACTIVE)
    return inside.filter(circle__protection__whom=Whom.MINORS).values_list("member", "circle")


YOUNG_CIRCLES = Shaped(_young_circles)


def young_circles(members: Collection[str]) -> dict[str, set[str]]:
    """By id of a member, the circles for young people they are in; without those who are in none. One query."""
    found: dict[str, set[str]] = defaultdict(set)
    for member, circle in YOUNG_CIRCLES.rows(members=sorted(members)):
        found[member].add(circle)
    return dict(found)


def known(members: Collection[str]) -> dict[str, Known]:
    """What is known of each of these who is in a circle for young people; of others nothing is asked. Two queries.

    An age is known when somebody's own word and another's say the same, and nobody says otherwise.
    """
    inside = young_circles(members)
    if not inside:
        return {}
    words: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for about, by, circle, age in AgeWord.objects.filter(about__in=inside).values_list("about", "by", "circle", "age"):
        if circle in inside[about]:
            words[about].append((about == by, age))
    return {member: _known(words[member]) for member in inside}


def _known(words: Iterable[tuple[bool, str]]) -> Known:
    said = list(words)
    ages, sides = {age for _own, age in said}, {own for own, _age in said}
    if len(ages) != 1 or sides != {True, False}:
        return Known.UNSURE
    return Known.MINOR if ages == {Age.MINOR} else Known.ADULT


@dataclass(frozen=True)
class Row:
    """For stewards: a member, what they say themselves, what others say, and what follows."""

    member: Member
    own: str
    others: tuple[str, ...]
    known: Known


def rows(circle: Circle) -> list[Row]:
    """Everybody in the circle, by handle. Three queries."""
    inside = Membership.objects.filter(circle=circle, standing=Standing.ACTIVE).select_related("member")
    people = [one.member for one in inside.order_by("member__handle_folded")]
    words: dict[str, list[AgeWord]] = defaultdict(list)
    for word in AgeWord.objects.filter(circle=circle):
        words[word.about_id].append(word)
    return [_row(one, words[one.pk]) for one in people]


def _row(member: Member, words: list[AgeWord]) -> Row:
    own = next((str(one.get_age_display()) for one in words if one.by_id == member.pk), "")
    others = tuple(sorted({str(one.get_age_display()) for one in words if one.by_id != member.pk}))
    return Row(member, own, others, _known((one.by_id == member.pk, one.age) for one in words))
