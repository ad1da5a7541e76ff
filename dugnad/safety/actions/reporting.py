"""Telling the stewards of a circle that something breaks its norms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.circles.actions.ending import hold
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.safety import rules
from dugnad.safety.actions.drawing import draw
from dugnad.safety.actions.keeping_pictures import keep
from dugnad.safety.acts import CASE_OPENED, REPORTED
from dugnad.safety.enums import Phase
from dugnad.safety.models import Case, Report
from dugnad.safety.reportable import Told
from dugnad.safety.terms import NEW_FOR, REPORTS_A_DAY


@dataclass(frozen=True)
class About:
    """The thing: of which kind, its id, and what there is to say of it."""

    kind: str
    pk: str
    told: Told


@dataclass(frozen=True)
class Words:
    """What the reporter says. `attached`: the stewards may read the thing here; `named`: they may know whose report."""

    norm: str = ""
    words: str = ""
    attached: bool = True
    named: bool = False


@transaction.atomic
def report(*, by: Member, about: About, circle: Circle, words: Words, at: datetime | None = None) -> Report:
    """Write down what somebody reports, in the one open case about this person. Nothing happens to them by itself.

    The same thing reported twice by one member is one report. `Refused` for one's own, and for too many in a day.
    """
    at = at or now()
    told = about.told
    if told.by is not None and told.by == by:
        raise Refused(_("You wrote this yourself. You can change it, or ask a steward to help you."))
    hold(circle)
    case = case_of(about, circle, at)
    before = Report.objects.filter(case=case, by=by, kind=about.kind, thing=about.pk).first()
    if before is not None:
        return before
    if Report.objects.filter(by=by, at__gt=at - timedelta(days=1)).count() >= REPORTS_A_DAY:
        raise Refused(_("This is a lot for one day. Write to a steward, so that you can talk about it."))
    made = write(by=by, about=about, case=case, words=words, at=at)
    if rules.is_about_circle.can(by, case):
        draw(case, at)
    keep(made, told.pictures)
    return made


def write(*, by: Member | None, about: About, case: Case, words: Words, at: datetime, network: str = "") -> Report:
    """Write a report into its case; by None: of somebody without an account. Called by the other actions only."""
    told, report_id = about.told, new_id()
    act = record(
        REPORTED, by=by, about=report_id, circle=case.circle_id, cause=case.act_id, audience=Audience.PRIVATE, at=at
    )
    return Report.objects.create(
        id=report_id,
        act=act,
        case=case,
        by=by,
        kind=about.kind,
        thing=about.pk,
        title=told.title[:140],
        path=told.path,
        text=told.text,
        hides=told.hides,
        norm=words.norm,
        words=words.words,
        attached=words.attached,
        named=words.named,
        newcomer=by is not None and by.joined_at > at - NEW_FOR,
        outside=by is None,
        network=network,
        at=at,
    )


def case_about(*, person: Member, circle: Circle, at: datetime) -> Case:
    """The one open case about somebody, opened now if there is none: for stewards who propose without a report.

    Call in a transaction and under `hold`.
    """
    told = Told(person.handle, "", circle.pk, person)
    about = About("member", person.pk, told)
    return case_of(about, circle, at)


def case_of(about: About, circle: Circle, at: datetime) -> Case:
    """The one open case this comes into, opened now if there is none. Call in a transaction and under `hold`."""
    return _open_case(circle, about) or _opened(circle, about, at)


def _open_case(circle: Circle, about: About) -> Case | None:
    there = Case.objects.filter(circle=circle, phase=Phase.OPEN)
    if about.told.by is not None:
        return there.filter(person=about.told.by, mask=about.told.mask).first()
    return there.filter(thing_kind=about.kind, thing_id=about.pk).first()


def _opened(circle: Circle, about: About, at: datetime) -> Case:
    case_id, person = new_id(), about.told.by
    act = record(CASE_OPENED, by=None, about=case_id, circle=circle.pk, audience=Audience.PRIVATE, at=at)
    of_thing = {} if person else {"thing_kind": about.kind, "thing_id": about.pk}
    called = about.told.mask or (person.handle if person else about.told.title)
    try:
        with transaction.atomic():
            return Case.objects.create(
                id=case_id,
                act=act,
                circle=circle,
                person=person,
                mask=about.told.mask,
                shown_as=called[:140],
                opened_at=at,
                **of_thing,
            )
    except IntegrityError as twice:
        raise Refused(_("Somebody reported this at the same moment. Please send it once more.")) from twice
