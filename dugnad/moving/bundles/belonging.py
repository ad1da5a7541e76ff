"""What belongs to a circle, told by where rows point: an ask to its circle, an answer to its ask.

So a new app's rows travel without anybody having to remember them. A row belongs where its first field that may not be
empty points; a field that points out of the circle is left empty, and where that is not possible the row stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import ForeignKey

from dugnad.circles.enums import Standing
from dugnad.circles.models import Circle, Membership
from dugnad.kit.fulltext.models import Entry
from dugnad.ledger.models import Act
from dugnad.moving.bundles.kinds import Kind, label, pointers, travelling
from dugnad.moving.bundles.selection import Selection
from dugnad.people.models import Block, Member, Speaks

PASSING = {
    "asks.readmark": "what somebody has read",
    "asks.round": "who is being called just now",
    "asks.callee": "whose turn it is among all circles",
    "asks.call": "who said no to a call, which nobody sees",
    "campaigns.importdraft": "a list that was sent a moment ago",
    "campaigns.lineinuse": "who telephones just now",
    "elections.ballot": "how somebody votes",
    "quorum.exportpass": "a download that was allowed, here",
    "safety.report": "who reported whom, and what they said",
    "safety.reportpicture": "what was shown with it",
    "safety.exposure": "who had to look at it",
    "safety.voice": "how somebody decided on an appeal",
    "safety.juror": "who was asked to",
}
"""Kinds that stay when a circle leaves, and what they tell: they matter only while it lives where it lives, or whoever
opens the bundle may not know of them."""
AT_A_TIME = 5000
APART = {"ledger", "people", "kit", "account", "mfa", "moving"}
"""Apps whose rows belong to nobody's circle by themselves."""
Chosen = dict[Kind, set[Any]]


def of_circle(circle: Circle) -> Selection:
    """Everything of one circle, and of other things what its rows point at."""
    kinds = travelling()
    chosen = _owned(circle, kinds)
    _bring_along(chosen, kinds)
    inside = set(Membership.objects.filter(circle=circle, standing=Standing.ACTIVE).values_list("member", flat=True))
    _of_members(chosen, inside)
    acts = Act.objects.filter(circle=circle.pk).values_list("pk", flat=True)
    chosen.setdefault(Act, set()).update(acts)
    ids = {pk for kind, pks in chosen.items() if kind is not Act for pk in pks if isinstance(pk, str)}
    entries = Entry.objects.filter(scope=circle.pk) | Entry.objects.filter(kind__in=_found_outside(circle))
    chosen[Entry] = {pk for pk, about in entries.values_list("pk", "object_id") if about in ids}
    rows = {kind: sorted(chosen.get(kind, ())) for kind in kinds}
    return Selection(circle.pk, rows, names_only=chosen.get(Member, set()) - inside)


def _owned(circle: Circle, kinds: list[Kind]) -> Chosen:
    chosen: Chosen = {Circle: {circle.pk}}
    for kind in kinds:  # what a row points at stands before it
        if kind is Circle or kind._meta.app_label in APART or label(kind) in PASSING:
            continue
        if (belonging := _belongs(kind, chosen)) is not None:
            chosen[kind] = belonging
    return chosen


def _belongs(kind: Kind, chosen: Chosen) -> set[Any] | None:
    owners = [field for field in pointers(kind) if field.related_model in chosen]
    certain = [field for field in owners if not field.null][:1]
    if not owners:
        return None
    return {pk for field in certain or owners for pk in _pointing(kind, field, chosen[field.related_model])}


def _bring_along(chosen: Chosen, kinds: list[Kind]) -> None:
    """What the rows point at outside; then those go again whose owner stays behind."""
    owned = set(chosen)
    for kind in reversed(kinds):
        for field in pointers(kind) if kind in chosen else ():
            target = field.related_model
            if target not in owned and target in kinds and label(target) not in PASSING:
                chosen.setdefault(target, set()).update(_values(kind, field, chosen[kind]))
    for kind in kinds:
        for field in pointers(kind) if kind in chosen else ():
            if not field.null:
                there = chosen.get(field.related_model, set())
                chosen[kind] = {pk for pk, to in _pairs(kind, field, chosen[kind]) if to in there}


def _of_members(chosen: Chosen, inside: set[str]) -> None:
    """Ways to enter, skills, languages, and blocks between two who both come along."""
    chosen.setdefault(Member, set()).update(inside)
    skills = Member.skills.through
    for kind, name in ((EmailAddress, "user"), (Authenticator, "user"), (Speaks, "member"), (skills, "member")):
        chosen[kind] = set(kind._base_manager.filter(**{f"{name}__in": inside}).values_list("pk", flat=True))
    chosen[Block] = set(Block.objects.filter(by__in=inside, of__in=chosen[Member]).values_list("pk", flat=True))
    known = _values(skills, skills._meta.get_field("skill"), chosen[skills])
    chosen.setdefault(skills._meta.get_field("skill").related_model, set()).update(known)
    places = _values(Member, Member._meta.get_field("place"), inside)
    chosen.setdefault(Member._meta.get_field("place").related_model, set()).update(places)


def _values(kind: Kind, field: Any, pks: set[Any]) -> set[Any]:
    return {to for _pk, to in _pairs(kind, field, pks) if to is not None}


def _pairs(kind: Kind, field: ForeignKey[Any, Any], pks: set[Any]) -> Iterator[tuple[Any, Any]]:
    for some in _in_pieces(pks):
        yield from kind._base_manager.filter(pk__in=some).values_list("pk", field.attname)


def _pointing(kind: Kind, field: ForeignKey[Any, Any], targets: set[Any]) -> Iterator[Any]:
    for some in _in_pieces(targets):
        yield from kind._base_manager.filter(**{f"{field.name}__in": some}).values_list("pk", flat=True)


def _in_pieces(pks: set[Any]) -> Iterator[list[Any]]:
    listed = list(pks)
    for start in range(0, len(listed), AT_A_TIME):
        yield listed[start : start + AT_A_TIME]


def _found_outside(circle: Circle) -> list[str]:
    """Kinds of things that are found by people outside too, under another scope."""
    return list(Entry.objects.exclude(scope=circle.pk).order_by().values_list("kind", flat=True).distinct())
