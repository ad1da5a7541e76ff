"""Who sees tasks, takes them, arranges them and checks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dugnad.circles.before import not_over_before
from dugnad.circles.hiding import shown
from dugnad.circles.rules import belongs_to_its_circle, reads_common, tends_its_circle
from dugnad.kit.permission import EVERYTHING, NOTHING, Rule
from dugnad.people.rules import apart
from dugnad.work.enums import State

if TYPE_CHECKING:
    from dugnad.people.models import Member


def _apart_which(member: Member | None) -> Q:
    if member is None:
        return NOTHING
    others = apart(member).all
    return (Q(author=None) | ~Q(author__in=others)) if others else EVERYTHING


def _apart_who(task: Any) -> Q:
    if task.author_id is None:
        return Q(is_active=True)
    blocks = apps.get_model("people", "Block").objects
    return ~Q(pk__in=blocks.filter(by=task.author_id).values("of")) & ~Q(
        pk__in=blocks.filter(of=task.author_id).values("by")
    )


not_kept_apart = Rule(
    can=lambda member, task: member is not None and task.author_id not in apart(member).all,
    which=_apart_which,
    who=_apart_who,
)
"""Tasks are made in one's own name, so a block hides them both ways."""

ENDED = (State.DONE, State.CLOSED)
not_from_before = not_over_before(
    ended=lambda task: task.active_at if task.state in ENDED else None,
    over=lambda moment: Q(state__in=ENDED, active_at__lt=moment),
)
"""It was not over when they came into the circle."""

might_read = reads_common & (not_kept_apart | tends_its_circle) & not_from_before
"""A task, were it not hidden."""

reads_task = might_read & shown("task")
"""Tasks are the circle's present: whoever is in it sees them, whenever made, but those over before they came."""

works = reads_task & belongs_to_its_circle

is_author = Rule(
    can=lambda member, task: member is not None and task.author_id == member.pk,
    which=lambda member: Q(author=member) if member else NOTHING,
    who=lambda task: Q(pk=task.author_id) if task.author_id else NOTHING,
)

is_holder = Rule(
    can=lambda member, task: member is not None and task.held_by_id == member.pk,
    which=lambda member: Q(held_by=member) if member else NOTHING,
    who=lambda task: Q(pk=task.held_by_id) if task.held_by_id else NOTHING,
    reason=_("Only the one who has taken this can do that."),
)

was_holder = Rule(
    can=lambda member, task: member is not None and task.last_holder_id == member.pk,
    which=lambda member: Q(last_holder=member) if member else NOTHING,
    who=lambda task: Q(pk=task.last_holder_id) if task.last_holder_id else NOTHING,
)
"""Held it last, and has not handed it over: they may have been late."""

finishes = works & (is_holder | was_holder).because(is_holder.reason)

arranges = works & (is_author | is_holder | tends_its_circle).because(
    _("Only the one who made this task, who has taken it, or a steward of the circle can do that.")
)
"""Changes its words, what it waits for, and how it is split."""

ends = works & (is_author | tends_its_circle).because(
    _("Only the one who made this task, or a steward of the circle, can do that.")
)
"""Closes it and opens it again."""


def _units_of(member: Any) -> Any:
    return apps.get_model("work", "Unit").objects.filter(done_by=member)


did_it = Rule(
    can=lambda member, task: (
        member is not None
        and (task.done_by_id == member.pk or (task.units_total > 0 and _units_of(member).filter(task=task).exists()))
    ),
    which=lambda member: Q(done_by=member) | Q(pk__in=_units_of(member).values("task")) if member else NOTHING,
    who=lambda task: (
        Q(pk=task.done_by_id)
        | Q(pk__in=apps.get_model("work", "Unit").objects.filter(task=task).exclude(done_by=None).values("done_by"))
    ),
)
"""The whole of it, or a unit of it."""

checks = works & (~did_it).because(_("You did this yourself, or a part of it. Somebody else checks it."))
