"""Which tasks fit somebody: what they can do, speak and reach, and the time they have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from dugnad.people.models import Member, Skill, Speaks
from dugnad.work.models import Task
from dugnad.work.queries.ready import BY_NEED, NEVER, by_need, ready
from dugnad.work.queries.rows import Row, rows

LOOKED_AT = 200
"""Tasks that are compared, those of most need."""
NEAR = 80.0
"""Kilometres that one goes for another without much ado."""
AROUND = 40.0
"""Kilometres: whoever lives further away is not told that they live near."""


@dataclass(frozen=True)
class Fitting:
    """A task that is ready. `group`: 0 needs what they can, 1 anybody can, 2 others may be better placed."""

    row: Row
    group: int
    why: str

    @property
    def order(self) -> tuple[bool, int, date, int, datetime, str]:
        """Asked by name first, then by fit; within that by need."""
        row = self.row
        return (not row.to_me, self.group, row.due_on or NEVER, -row.awaited, row.created_at, row.pk)


@dataclass(frozen=True)
class Able:
    """What somebody can: skills with all that stand above them in the tree, and languages."""

    skills: frozenset[str]
    languages: frozenset[str]


def able(member: Member) -> Able:
    """Three queries. Whoever is a lawyer can do what needs law; not the other way round."""
    above = dict(Skill.objects.values_list("pk", "parent_id"))
    reached: set[str] = set()
    for skill in member.skills.values_list("pk", flat=True):
        at: str | None = skill
        while at and at not in reached:
            reached.add(at)
            at = above.get(at)
    return Able(frozenset(reached), frozenset(Speaks.objects.filter(member=member).values_list("language", flat=True)))


def fitting(member: Member, scope: Q, at: datetime, *, minutes: int | None = None, most: int = 20) -> list[Fitting]:
    """What is ready in `scope` and takes at most `minutes`, by fit and need. Six queries and those of the rules."""
    tasks = Task.objects.visible_to(member).filter(scope, ready(at))
    if minutes is not None:
        tasks = tasks.filter(minutes__lte=minutes)
    found = rows(member, by_need(tasks).order_by(*BY_NEED)[:LOOKED_AT], with_needs=True)
    can = able(member)
    return sorted((_fit(row, can) for row in found), key=lambda fit: fit.order)[:most]


def _fit(row: Row, can: Able) -> Fitting:
    skills = [name for pk, name in row.need.skills.items() if pk in can.skills]
    languages = [name for code, name in row.need.languages.items() if code in can.languages]
    lacking = (row.need.skills and not skills) or (row.need.languages and not languages)
    far = row.kilometres is not None and row.kilometres > NEAR
    group = 2 if lacking or far else 0 if skills or languages else 1
    return Fitting(row, group, _why(row, skills, languages))


def _why(row: Row, skills: Iterable[str], languages: Iterable[str]) -> str:
    said = []
    if row.to_me:
        said.append(_("You are asked to go on with this."))
    if skills:
        said.append(_("You know about this: %(what)s.") % {"what": ", ".join(skills)})
    if languages:
        said.append(_("You speak %(languages)s.") % {"languages": ", ".join(languages)})
    if row.kilometres is not None and row.kilometres <= AROUND:
        said.append(_("You live near."))
    return " ".join(said)
