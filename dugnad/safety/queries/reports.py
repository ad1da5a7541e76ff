"""What one of those who decide a case sees of what was reported: never more than they may read, or were shown.

A thing shows with its words where its reader may read it anyway, by the rules of its own app, or where one of the
reporters chose to show it. Otherwise there is its title's kind, and what the reporters say, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dugnad.circles.hiding import key_of
from dugnad.circles.rules import stands
from dugnad.people.models import Member
from dugnad.safety import reportable
from dugnad.safety.models import Case, Report, ReportPicture


@dataclass(frozen=True)
class Reason:
    """Why one reporter reported it. `who` is a handle where they said that stewards may know.

    `outside`: by somebody without an account, of whom nothing is known.
    """

    norm: str
    words: str
    at: datetime
    who: str
    outside: bool = False


@dataclass
class Thing:
    """One reported thing, as one member sees it in the case. `path` is empty where they cannot go there."""

    kind: str
    pk: str
    kind_name: str | Promise
    title: str
    text: str
    path: str
    shown: bool
    hidden: bool
    hides: bool
    pictures: list[ReportPicture] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)

    @property
    def key(self) -> str:
        return key_of(self.kind, self.pk)


def things(member: Member, case: Case) -> list[Thing]:
    """What was reported in the case, the first reported first. A query for each kind, and three."""
    reports = list(case.reports.order_by("at", "pk").select_related("by").prefetch_related("pictures"))
    readable = _readable(member, reports)
    stand = stands(member).get(case.circle_id)
    hidden = stand.hidden if stand else frozenset()
    found: dict[str, Thing] = {}
    for one in reports:
        key = key_of(one.kind, one.thing)
        thing = found.setdefault(key, _bare(one, hidden=key in hidden))
        if one.attached or key in readable:
            _show(thing, one, goes=key in readable and key not in hidden)
        who = one.by.handle if one.named and one.by else ""
        thing.reasons.append(Reason(one.norm, one.words, one.at, who, one.outside))
    return list(found.values())


def may_see(member: Member, picture: ReportPicture) -> bool:
    """Whether this member sees the picture in its case, if they see the case."""
    one = picture.report
    return one.attached or key_of(one.kind, one.thing) in _readable(member, [one])


def _readable(member: Member, reports: Iterable[Report]) -> set[str]:
    by_kind: dict[str, set[str]] = {}
    for one in reports:
        by_kind.setdefault(one.kind, set()).add(one.thing)
    readable: set[str] = set()
    for code, pks in by_kind.items():
        if kind := reportable.kind(code):
            readable |= {key_of(code, pk) for pk in kind.readable(member, sorted(pks))}
    return readable


def _bare(one: Report, *, hidden: bool) -> Thing:
    kind = reportable.kind(one.kind)
    name = kind.name if kind else _("something")
    return Thing(one.kind, one.thing, name, "", "", "", shown=False, hidden=hidden, hides=one.hides)


def _show(thing: Thing, one: Report, *, goes: bool) -> None:
    if thing.shown:
        return
    thing.shown, thing.title, thing.text = True, one.title, one.text
    thing.path = one.path if goes else ""
    thing.pictures = list(one.pictures.all())
