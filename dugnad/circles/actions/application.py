"""Asking to come in, and being answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.circles import rules
from dugnad.circles.actions.ending import hold
from dugnad.circles.actions.membership import enter, require_current
from dugnad.circles.actions.vouch import admit_if_ready
from dugnad.circles.acts import ADMITTED, APPLIED, DECLINED, WITHDREW
from dugnad.circles.enums import TRANSITIONS, Progress
from dugnad.circles.models import Application, Circle, Membership
from dugnad.circles.queries.way_in import way_in
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member


@transaction.atomic
def apply(
    *, by: Member, circle: Circle, norms: int, answers: Sequence[str] = (), at: datetime | None = None
) -> Application:
    """Ask to come in, with an answer to each of the circle's questions. With enough words they are in at once.

    Raises `Refused` where nobody applies, and for those who are in, wait already or were answered lately.
    """
    at = at or now()
    hold(circle)
    if not way_in(by, circle, at).may_apply:
        raise Refused(_("You cannot ask to come into this circle now."))
    application = ask_to_enter(circle=circle, by=by, norms=norms, answers=answers, cause=None, at=at)
    admit_if_ready(circle=circle, member=by, at=at)
    return application


def ask_to_enter(
    *, circle: Circle, by: Member, norms: int, answers: Sequence[str], cause: int | None, at: datetime
) -> Application:
    """Write down the wish. Called by the other actions only. `Refused` when one waits already."""
    require_current(circle, norms)
    if len(answers) != len(circle.questions):
        raise Refused(_("The circle’s questions were changed meanwhile. Look at them once more."))
    application_id = new_id()
    act = record(APPLIED, by=by, about=application_id, circle=circle.pk, cause=cause, at=at)
    try:
        with transaction.atomic():
            return Application.objects.create(
                id=application_id,
                act=act,
                circle=circle,
                member=by,
                norms_accepted=norms,
                answers=[list(pair) for pair in zip(circle.questions, answers, strict=True)],
                created_at=at,
            )
    except IntegrityError as twice:
        raise Refused(_("You have asked already. The circle will answer.")) from twice


@transaction.atomic
def withdraw(*, by: Member, application: Application, at: datetime | None = None) -> None:
    """Take the wish back. Words that were given stay."""
    if application.member_id != by.pk:
        raise Refused(_("Only the one who asked can take this back."))
    _move(application, Progress.WITHDRAWN, WITHDREW, by=by, at=at or now(), toward=None)


@transaction.atomic
def admit(*, by: Member, application: Application, at: datetime | None = None) -> Membership:
    """A steward lets them in."""
    rules.tends.require(by, application.circle)
    at = at or now()
    asked = application.act_id
    _move(application, Progress.ADMITTED, ADMITTED, by=by, at=at, toward=application.member, decided_by=by)
    return enter(
        circle=application.circle,
        member=application.member,
        cause=asked,
        norms=application.norms_accepted,
        at=at,
    )


@transaction.atomic
def decline(*, by: Member, application: Application, reply: str = "", at: datetime | None = None) -> None:
    """A steward says "not now", with words if they like. The applicant may ask again some days later."""
    rules.tends.require(by, application.circle)
    _move(
        application,
        Progress.DECLINED,
        DECLINED,
        by=by,
        at=at or now(),
        toward=application.member,
        decided_by=by,
        reply=reply,
    )


def _move(
    application: Application,
    progress: Progress,
    verb: Verb,
    *,
    by: Member,
    at: datetime,
    toward: Member | None,
    **facts: object,
) -> None:
    came_from = [before for before, after in TRANSITIONS.items() if progress in after]
    act = record(
        verb,
        by=by,
        about=application.pk,
        circle=application.circle_id,
        toward=toward,
        cause=application.act_id,
        audience=Audience.PRIVATE,
        at=at,
    )
    moved = Application.objects.filter(pk=application.pk, progress__in=came_from).update(
        act=act, progress=progress, decided_at=at, **facts
    )
    if moved != 1:
        raise Refused(_("This has been answered or taken back already."))
    application.refresh_from_db()
