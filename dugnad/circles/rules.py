"""Who sees, reads, tends and enters a circle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import FilteredRelation, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.db.models.lookups import Contains
from django.utils.translation import gettext_lazy as _

from dugnad.circles.enums import Openness, Role, Standing
from dugnad.kit.clock import now
from dugnad.kit.permission import EVERYTHING, NOTHING, Rule
from dugnad.kit.prepared import Prepared

if TYPE_CHECKING:
    from dugnad.people.models import Member


@dataclass(frozen=True)
class Stand:
    """Where one member stands with one circle. `since` is None for open circles they never joined."""

    circle: str
    openness: str
    history_open: bool
    standing: str | None
    role: str | None
    since: datetime | None
    norms_version: int
    norms_accepted: int
    pseudonym: str
    paused_until: datetime | None = None
    hidden: frozenset[str] = frozenset()

    @property
    def active(self) -> bool:
        return self.standing == Standing.ACTIVE

    @property
    def steward(self) -> bool:
        return self.active and self.role == Role.STEWARD

    @property
    def banned(self) -> bool:
        return self.standing == Standing.BANNED

    @property
    def norms_changed(self) -> bool:
        """Since they accepted them."""
        return self.active and self.norms_accepted < self.norms_version

    @property
    def reads_from_start(self) -> bool:
        """All of it, however old: in open circles, and where the circle opened its history to its members."""
        if self.banned:
            return False
        return self.openness == Openness.OPEN or (self.active and self.history_open)

    @property
    def reads_since(self) -> datetime | None:
        """The moment from which they may read, for those who may not read all; None: nothing, or everything."""
        return self.since if self.active and not self.reads_from_start else None


def _stands(member: str) -> QuerySet[Any, Any]:
    circles: QuerySet[Any, Any] = apps.get_model("circles", "Circle").objects.all()
    rows: QuerySet[Any, Any] = (
        circles.annotate(mine=FilteredRelation("memberships", condition=Q(memberships__member=member)))
        .filter(Q(openness=Openness.OPEN) | Q(mine__id__isnull=False))
        .values_list(
            "id",
            "openness",
            "history_open",
            "mine__standing",
            "mine__role",
            "mine__joined_at",
            "norms_version",
            "mine__norms_accepted",
            "mine__pseudonym",
            "mine__paused_until",
            "hidden",
            "mine__kept_out_until",
            "mine__was_inside",
        )
    )
    return rows


STANDS = Prepared(_stands)


def stands(member: Member) -> dict[str, Stand]:
    """By circle id: every circle the member was ever in, and every open one.

    One query the first time, remembered on the instance (which lives for one request).
    """
    known: dict[str, Stand] | None = member.__dict__.get("_stands")
    if known is None:
        rows = STANDS.rows(member=member.pk)
        at = now()
        known = {row[0]: _as_of(at, row) for row in rows}
        member.__dict__["_stands"] = known
    return known


def _as_of(at: datetime, row: tuple[Any, ...]) -> Stand:
    """What was decided for some days ends by itself, whether or not the clock's job has come to it."""
    *_, paused_until, hidden, kept_out_until, was_inside = row
    standing, openness = row[3], row[1]
    unseen = still_hidden(hidden, at) if hidden else frozenset()
    if f"{PUT_AWAY}:{row[0]}" in unseen and standing != Standing.ACTIVE:
        openness = Openness.HIDDEN
    if standing == Standing.BANNED and kept_out_until is not None and kept_out_until <= at:
        standing = Standing.ACTIVE if was_inside else Standing.LEFT
    return Stand(
        circle=row[0],
        openness=openness,
        history_open=row[2],
        standing=standing,
        role=row[4],
        since=row[5],
        norms_version=row[6],
        norms_accepted=row[7] or 0,
        pseudonym=row[8] or "",
        paused_until=paused_until if paused_until is not None and paused_until > at else None,
        hidden=unseen,
    )


def still_hidden(hidden: Mapping[str, str | None], at: datetime) -> frozenset[str]:
    """Those of a circle's `hidden` things that are hidden at that moment."""
    return frozenset(thing for thing, until in hidden.items() if until is None or datetime.fromisoformat(until) > at)


def forget_stands(member: Member) -> None:
    """After a membership or a circle changed."""
    member.__dict__.pop("_stands", None)


def _stand(member: Member | None, circle_id: str) -> Stand | None:
    return stands(member).get(circle_id) if member else None


def _ids(member: Member | None, fact: str) -> list[str]:
    return [s.circle for s in stands(member).values() if getattr(s, fact)] if member else []


def _standing(circle_id: str, **facts: Any) -> Q:
    """Members of the movement with a membership like this in the circle."""
    memberships = apps.get_model("circles", "Membership").objects
    return Q(pk__in=memberships.filter(circle_id=circle_id, **facts).values("member"))


def _active(circle_id: str) -> Q:
    return _standing(circle_id, standing=Standing.ACTIVE)


def _awaited(circle_id: str) -> Any:
    vouches = apps.get_model("circles", "Vouch").objects
    return vouches.filter(circle_id=circle_id, withdrawn_at=None, fulfilled_at=None)


belongs = Rule(
    can=lambda member, circle: (s := _stand(member, circle.pk)) is not None and s.active,
    which=lambda member: Q(pk__in=_ids(member, "active")),
    who=lambda circle: _active(circle.pk),
    reason=_("Only members of this circle can do that."),
)

tends = Rule(
    can=lambda member, circle: (s := _stand(member, circle.pk)) is not None and s.steward,
    which=lambda member: Q(pk__in=_ids(member, "steward")),
    who=lambda circle: _standing(circle.pk, standing=Standing.ACTIVE, role=Role.STEWARD),
    reason=_("Only the stewards of this circle can do that."),
)

banned = Rule(
    can=lambda member, circle: (s := _stand(member, circle.pk)) is not None and s.banned,
    which=lambda member: Q(pk__in=_ids(member, "banned")),
    who=lambda circle: _standing(circle.pk, standing=Standing.BANNED),
)

exists = Rule(
    can=lambda member, circle: member is not None and circle.openness != Openness.HIDDEN,
    which=lambda member: ~Q(openness=Openness.HIDDEN) if member else NOTHING,
    who=lambda circle: Q(is_active=True) if circle.openness != Openness.HIDDEN else NOTHING,
)
"""In the eyes of every member of the movement, were it not put away."""

PUT_AWAY = "circle"
"""The kind of thing that a circle itself is, among what is hidden in it."""


def is_put_away(circle: Any) -> bool:
    """Whether what it says of itself was found to go against the norms: then only its members know of it."""
    return f"{PUT_AWAY}:{circle.pk}" in still_hidden(circle.hidden, now())


not_put_away = Rule(
    can=lambda member, circle: not is_put_away(circle),
    which=lambda member: ~Q(Contains(Cast("hidden", TextField()), f'"{PUT_AWAY}:')),
    who=lambda circle: NOTHING if is_put_away(circle) else EVERYTHING,
)

shown = exists & not_put_away
"""Exists in the eyes of every member of the movement."""

awaited = Rule(
    can=lambda member, circle: member is not None and _awaited(circle.pk).filter(for_member=member).exists(),
    which=lambda member: (
        Q(
            pk__in=apps.get_model("circles", "Vouch")
            .objects.filter(for_member=member, withdrawn_at=None, fulfilled_at=None)
            .values("circle")
        )
        if member
        else NOTHING
    ),
    who=lambda circle: Q(pk__in=_awaited(circle.pk).values("for_member")),
)
"""Somebody inside has given their word for this member."""

sees = shown | belongs | (awaited & ~banned)
"""May know that the circle exists, and read what it says of itself."""

might_see = exists | belongs | (awaited & ~banned)
"""The same, were it not put away: for those who decide about it."""

reads = belongs | (
    not_put_away
    & Rule(
        can=lambda member, circle: member is not None and circle.openness == Openness.OPEN,
        which=lambda member: Q(openness=Openness.OPEN) if member else NOTHING,
        who=lambda circle: Q(is_active=True) if circle.openness == Openness.OPEN else NOTHING,
    )
    & ~banned
)
"""May read what is said in the circle now."""

invites = belongs
vouches = belongs


def _content_can(member: Member | None, thing: Any) -> bool:
    stand = _stand(member, thing.circle_id)
    if stand is None:
        return False
    return stand.reads_from_start or (stand.reads_since is not None and stand.reads_since <= thing.created_at)


def _content_which(member: Member | None) -> Q:
    if member is None:
        return NOTHING
    allowed = Q(circle_id__in=_ids(member, "reads_from_start"))
    for stand in stands(member).values():
        if stand.reads_since is not None:
            allowed |= Q(circle_id=stand.circle, created_at__gte=stand.reads_since)
    return allowed


def _content_who(thing: Any) -> Q:
    circle = thing.circle
    if circle.openness == Openness.OPEN and not is_put_away(circle):
        return Q(is_active=True) & ~_standing(circle.pk, standing=Standing.BANNED)
    if circle.history_open:
        return _active(circle.pk)
    return _standing(circle.pk, standing=Standing.ACTIVE, joined_at__lte=thing.created_at)


reads_conversation = Rule(can=_content_can, which=_content_which, who=_content_who)
"""For things with `circle` and `created_at`: what was said, readable from the day one joined."""

reads_common = Rule(
    can=lambda member, thing: (s := _stand(member, thing.circle_id)) is not None and (s.active or s.reads_from_start),
    which=lambda member: (
        Q(circle_id__in=[s.circle for s in stands(member).values() if s.active or s.reads_from_start])
        if member
        else NOTHING
    ),
    who=lambda thing: reads.who(thing.circle),
)
"""For things with `circle` that are the circle's present, whenever they were made: offers, living answers."""

tends_its_circle = Rule(
    can=lambda member, thing: (s := _stand(member, thing.circle_id)) is not None and s.steward,
    which=lambda member: Q(circle_id__in=_ids(member, "steward")),
    who=lambda thing: tends.who(thing.circle),
    reason=tends.reason,
)

belongs_to_its_circle = Rule(
    can=lambda member, thing: (s := _stand(member, thing.circle_id)) is not None and s.active,
    which=lambda member: Q(circle_id__in=_ids(member, "active")),
    who=lambda thing: belongs.who(thing.circle),
    reason=belongs.reason,
)
