"""What tasks take: skills and languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dugnad.kit.languages import SPOKEN, in_language
from dugnad.work.models import Task, TaskLanguage

LANGUAGES = dict(SPOKEN)


@dataclass(frozen=True)
class Need:
    """What a task takes: ids and names of skills, codes and names of languages."""

    skills: Mapping[str, str]
    languages: Mapping[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.skills.values(), *self.languages.values())


NOTHING = Need({}, {})


def needs(tasks: Sequence[str]) -> Mapping[str, Need]:
    """What the tasks with these ids take. Two queries."""
    skills: defaultdict[str, dict[str, str]] = defaultdict(dict)
    languages: defaultdict[str, dict[str, str]] = defaultdict(dict)
    if tasks:
        tied = Task.skills.through._default_manager.filter(task__in=tasks, skill__retired=False).order_by("skill")
        for task, skill, names in tied.values_list("task_id", "skill_id", "skill__names"):
            skills[task][skill] = in_language(names)
        spoken = TaskLanguage.objects.filter(task__in=tasks).order_by("language")
        for task, language in spoken.values_list("task_id", "language"):
            languages[task][language] = str(LANGUAGES.get(language, language))
    return {task: Need(skills[task], languages[task]) for task in tasks}
