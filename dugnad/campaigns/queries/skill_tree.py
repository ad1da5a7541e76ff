"""Skills above and below others: a nurse for children is a nurse."""

from __future__ import annotations

from collections.abc import Sequence

from dugnad.campaigns.models.doing import Person
from dugnad.people.models import Member, Skill


def skills_of(person: Person) -> set[str]:
    """Their skills, and all that these are kinds of: a children's nurse is a nurse."""
    if not isinstance(person, Member):
        return set()
    parents = dict(Skill.objects.values_list("pk", "parent_id"))
    known: set[str] = set()
    waiting = list(person.skills.values_list("pk", flat=True))
    while waiting:
        one = waiting.pop()
        if one not in known:
            known.add(one)
            waiting += [parent] if (parent := parents.get(one)) else []
    return known


def kinds_of(skill: str) -> Sequence[str]:
    """It, and all below it in the tree."""
    below: dict[str, list[str]] = {}
    for pk, parent in Skill.objects.values_list("pk", "parent_id"):
        below.setdefault(parent or "", []).append(pk)
    found, waiting = [], [skill]
    while waiting:
        found.append(one := waiting.pop())
        waiting += below.get(one, [])
    return found
