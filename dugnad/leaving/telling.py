"""Who has to know that somebody left for good: never who it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.circles.models import Circle
from dugnad.leaving import acts as verbs
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Pace, Words, register, toward

LINES: dict[str, Callable[[], str]] = {
    verbs.HELP_OVER.code: lambda: _(
        "Somebody you shared help with in %(circle)s has left the movement. Nothing more is needed of you. Thank you."
    ),
    verbs.TASK_FREED.code: lambda: _(
        "Somebody who was at work on a task of yours in %(circle)s has left the movement. The task is free again."
    ),
    verbs.MAKER_LEFT.code: lambda: _(
        "Whoever made a task you are at work on in %(circle)s has left the movement. You can go on with it."
    ),
    verbs.ORGANISER_MISSED.code: lambda: _(
        "Whoever ran a gathering or campaign in %(circle)s has left the movement. It needs somebody who goes on."
    ),
    verbs.STEWARD_MISSED.code: lambda: _(
        "The last steward of %(circle)s has left the movement. The circle goes on, and needs somebody who tends it."
    ),
}


def connect() -> None:
    """Called once, when the app is ready."""
    for verb in (verbs.HELP_OVER, verbs.TASK_FREED, verbs.MAKER_LEFT, verbs.ORGANISER_MISSED, verbs.STEWARD_MISSED):
        register(verb, who=toward(Pace.AT_ONCE), words=words)


def words(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """What `member` may know of these acts. One query."""
    circles = Circle.objects.visible_to(member).in_bulk({act.circle for act in acts})
    return {
        act.pk: Words(
            line=LINES[act.verb]() % {"circle": circles[act.circle].name},
            page=reverse("circle", args=[act.circle]),
            travels=False,
        )
        for act in acts
        if act.circle in circles
    }
