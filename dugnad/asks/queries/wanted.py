"""What an ask looks for in those who could help."""

from __future__ import annotations

from dataclasses import dataclass

from dugnad.asks.models import Ask
from dugnad.people.models import Skill


@dataclass(frozen=True)
class Wanted:
    """What an ask looks for: any of `languages`, any of `skills` (ids)."""

    languages: frozenset[str]
    skills: frozenset[str]


def wanted(ask: Ask) -> Wanted:
    """Its languages, and the skills of its kind with all that stand under them in the tree. Three queries."""
    skills = set(ask.kind.skills.values_list("pk", flat=True))
    under = list(Skill.objects.filter(parent__isnull=False).values_list("pk", "parent_id")) if skills else []
    before = 0
    while len(skills) > before:
        before = len(skills)
        skills |= {pk for pk, parent in under if parent in skills}
    return Wanted(frozenset(ask.languages.values_list("language", flat=True)), frozenset(skills))
