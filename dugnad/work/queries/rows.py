"""One task in a list, as its reader sees it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from dugnad.kit.languages import SPOKEN, in_language
from dugnad.methods.distance import great_circle_km
from dugnad.people.models import Member
from dugnad.work.enums import UNFINISHED
from dugnad.work.models import Task, TaskLanguage, Wait
from dugnad.work.queries.naming import knows

COLUMNS = (
    *(
        "pk",
        "title",
        "circle_id",
        "circle__name",
        "minutes",
        "state",
        "due_on",
        "created_at",
        "units_total",
        "units_done",
    ),
    *("held_by_id", "held_by__handle", "lease_until", "handed_to_id", "done_by_id", "place__name"),
    *("place__latitude", "place__longitude"),
)
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


@dataclass(frozen=True)
class Waited:
    """A task that another waits for. Without a title for those who may not read it; `holder` as they may know them."""

    pk: str
    title: str
    holder: str
    mine: bool


@dataclass(frozen=True)
class Row:
    """`total` and `done` count units and are 0 for a task that is not split. `kilometres` is None where unknown.

    `to_me`: its reader was asked to go on with it. `awaited`: how many others wait for it.
    """

    pk: str
    title: str
    circle: str
    circle_id: str
    minutes: int
    state: str
    place: str
    kilometres: float | None
    due_on: date | None
    created_at: datetime
    total: int
    done: int
    holder: str
    mine: bool
    lease_until: datetime | None
    to_me: bool
    awaited: int
    need: Need
    waits: tuple[Waited, ...] = ()

    @property
    def left(self) -> int:
        """Units that are not done."""
        return self.total - self.done


def rows(member: Member, tasks: QuerySet[Task], *, with_needs: bool = False) -> list[Row]:
    """The rows of `tasks`, in their order. One query; two more for what each of them takes."""
    return dressed(member, list(tasks.values(*COLUMNS, *_annotated(tasks))), with_needs=with_needs)


def _annotated(tasks: QuerySet[Task]) -> list[str]:
    return [name for name in ("awaited", "due") if name in tasks.query.annotations]


def dressed(member: Member, found: Sequence[Mapping[str, Any]], *, with_needs: bool) -> list[Row]:
    """The rows of what was read with `COLUMNS`. Two queries for what they take; none for nothing."""
    needed = needs([row["pk"] for row in found]) if with_needs else {}
    here = (member.place.latitude, member.place.longitude) if member.place else None
    return [
        Row(
            pk=row["pk"],
            title=row["title"],
            circle=row["circle__name"],
            circle_id=row["circle_id"],
            minutes=row["minutes"],
            state=row["state"],
            place=row["place__name"] or "",
            kilometres=_kilometres(here, row),
            due_on=row["due_on"],
            created_at=row["created_at"],
            total=row["units_total"],
            done=row["units_done"],
            holder=row["held_by__handle"] or "" if knows(member, row["circle_id"], row["held_by_id"]) else "",
            mine=row["held_by_id"] == member.pk,
            lease_until=row["lease_until"],
            to_me=row["handed_to_id"] == member.pk,
            awaited=row.get("awaited", 0),
            need=needed.get(row["pk"], NOTHING),
        )
        for row in found
    ]


def _kilometres(here: tuple[float, float] | None, row: Mapping[str, Any]) -> float | None:
    there = row["place__latitude"], row["place__longitude"]
    return great_circle_km(*here, *there) if here and None not in there else None


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


def waited(member: Member, tasks: Iterable[str], at: datetime) -> Mapping[str, tuple[Waited, ...]]:
    """By task, the unfinished ones that it waits for, the oldest first. One query."""
    found: defaultdict[str, tuple[Waited, ...]] = defaultdict(tuple)
    waits = Wait.objects.filter(task__in=list(tasks), on__state__in=sorted(UNFINISHED)).order_by("on__created_at", "on")
    for one in waits.select_related("on__held_by"):
        found[one.task_id] = (*found[one.task_id], waited_one(member, one.on, at))
    return found


def waited_one(member: Member, on: Task, at: datetime) -> Waited:
    """`on` as `member` may know of it."""
    hidden = on.author_id is not None and not knows(member, on.circle_id, on.author_id)
    held = on.held(at) and knows(member, on.circle_id, on.held_by_id)
    return Waited(
        pk="" if hidden else on.pk,
        title="" if hidden else on.title,
        holder=on.held_by.handle if held and on.held_by else "",
        mine=on.held(at) and on.held_by_id == member.pk,
    )
