"""What tasks hold of a member."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dugnad.people.holdings import Fate, Holding, of_nobody, register, register_parting, register_wish
from dugnad.people.models import Member
from dugnad.people.parting import SHARED, TAKEN_BACK, WORKS
from dugnad.work import parting
from dugnad.work.models import Note, Task, TaskLanguage, Unit, Wait

LASTS = "you leave for good, or the circle's time for keeping is over"


def connect() -> None:
    """Called once, when all apps are ready."""
    register_wish(SHARED)
    register_parting(parting.part)
    register(*_tasks(), *_work())
    of_nobody(Wait, "which task waits for which")


def _others_stand(member: Member) -> Q:
    noted = Note.objects.exclude(by=member).values("task")
    units = Unit.objects.exclude(done_by=None, held_by=None).exclude(done_by=member).exclude(held_by=member)
    named = Q()
    for who in ("held_by", "done_by", "handed_to"):
        named |= ~Q(**{who: member.pk}) & Q(**{f"{who}__isnull": False})
    return Q(pk__in=noted) | Q(pk__in=units.values("task")) | named


def _tasks() -> tuple[Holding, ...]:
    return (
        Holding("tasks", Task, "author", _("Tasks I made"), fate=Fate.CHOSEN, wish=WORKS, index="task",
                words=("title", "text"), not_words=("form_key", "thing_kind"), stood_on=_others_stand,
                emptied={"title": TAKEN_BACK, "text": "", "place": None},
                names=("held_by", "last_holder", "handed_to", "checked_by"),
                why="so that work can be shared out", until=LASTS),
        Holding("task-languages", TaskLanguage, "task__author", _("Languages of my tasks"), fate=Fate.WITH,
                why="so that those take it who can", until=LASTS),
        Holding("task-parts", Unit, "task__author", _("Parts of my tasks"), fate=Fate.CHOSEN, wish=WORKS,
                words=("text",), emptied={"text": TAKEN_BACK}, stood_on=Q(), names=("held_by", "last_holder"),
                gives=("id", "task_id", "number", "text", "state"), why="so that work can be shared out", until=LASTS),
    )  # fmt: skip


def _work() -> tuple[Holding, ...]:
    return (
        Holding("tasks-done", Task, "done_by", _("Tasks I did"), gives=("id", "circle_id", "done_at"),
                fate=Fate.UNNAMED, why="so that somebody is thanked, and nobody does it twice", until=LASTS),
        Holding("task-notes", Note, "by", _("What I wrote on tasks"), why="for whoever goes on", until=LASTS),
        Holding("parts-done", Unit, "done_by", _("Parts of tasks I did, and what came of them"), fate=Fate.CHOSEN,
                wish=WORKS, words=("outcome",), emptied={"outcome": ""}, stood_on=Q(),
                gives=("id", "task_id", "outcome", "done_at"), why="what came of the work", until=LASTS),
    )  # fmt: skip
