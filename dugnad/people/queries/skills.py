"""The movement's tree of professions and skills."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dugnad.people.models import Skill


@dataclass(frozen=True)
class Node:
    """A skill with what stands under it, by name in the reader's language."""

    skill: Skill
    children: tuple[Node, ...]

    def below(self) -> Iterator[Skill]:
        """Every skill under this one, however deep, in the order of the page."""
        for child in self.children:
            yield child.skill
            yield from child.below()


def tree(*, with_retired: bool = False) -> tuple[Node, ...]:
    """The whole tree, in one query. What is retired is left out with all that stands under it, unless asked for."""
    under: defaultdict[str | None, list[Skill]] = defaultdict(list)
    for skill in Skill.objects.all():
        if with_retired or not skill.retired:
            under[skill.parent_id].append(skill)

    def grow(parent: str | None) -> tuple[Node, ...]:
        skills = sorted(under[parent], key=lambda skill: (not skill.is_profession, skill.name.casefold(), skill.pk))
        return tuple(Node(skill, grow(skill.pk)) for skill in skills)

    return grow(None)


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """For a form: groups named by the top of the tree, each with the skills a member may say they have."""
    groups = []
    for node in tree():
        inside = list(node.below()) or [node.skill]
        groups.append((node.skill.name, [(skill.pk, skill.name) for skill in inside]))
    return groups
