"""The roles of a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dugnad.gatherings.models import Duty, Gathering, Occasion, Turn
from dugnad.people.models import Member


@dataclass(frozen=True)
class Role:
    """`names` are those of whoever took it, as far as the reader may know them; `free` places are open."""

    duty: Duty
    free: int
    names: Sequence[str]
    mine: bool


def roles(member: Member | None, gathering: Gathering, occasion: Occasion, *, inside: bool) -> list[Role]:
    """The roles of the day. Who took one is told to members of the circle. Three queries at most."""
    duties = list(gathering.duties.order_by("position", "pk"))
    if not duties:
        return []
    turns = list(Turn.objects.filter(occasion=occasion).order_by("place").values_list("duty_id", "member_id"))
    names: dict[str, str] = {}
    if inside and member:
        shown = [who for _duty, who in turns]
        names = dict(Member.objects.visible_to(member).filter(pk__in=shown).values_list("pk", "handle"))
    return [
        Role(
            duty=duty,
            free=duty.needed - sum(1 for one, _who in turns if one == duty.pk),
            names=[names[who] for one, who in turns if one == duty.pk and who in names],
            mine=any(one == duty.pk and member and who == member.pk for one, who in turns),
        )
        for duty in duties
    ]
