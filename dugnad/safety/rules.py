"""Who decides a case, who is concerned by a decision, and who looks at it anew.

None of this lets anybody read what they could not read before: see `queries/reports.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dugnad.circles.enums import Role, Standing
from dugnad.circles.rules import stands, tends_its_circle
from dugnad.kit.permission import EVERYTHING, NOTHING, Rule
from dugnad.people.rules import apart
from dugnad.safety.enums import Measure, Outcome

if TYPE_CHECKING:
    from dugnad.people.models import Member

ENOUGH_OTHERS = 2
"""So many other stewards, and whoever blocked the one concerned leaves it to them."""

is_not_concerned = Rule(
    can=lambda member, case: member is not None and case.person_id != member.pk,
    which=lambda member: Q(person=None) | ~Q(person=member) if member else NOTHING,
    who=lambda case: ~Q(pk=case.person_id) if case.person_id else Q(is_active=True),
    reason=_("Nobody decides what concerns themselves."),
)


def _stewards(circle_id: str) -> set[str]:
    rows = apps.get_model("circles", "Membership").objects.filter(
        circle=circle_id, standing=Standing.ACTIVE, role=Role.STEWARD
    )
    return set(rows.values_list("member_id", flat=True))


def _leaves(member: Member, circle_id: str, person: str) -> bool:
    return len(_stewards(circle_id) - {member.pk, person}) >= ENOUGH_OTHERS


def _impartial_which(member: Member | None) -> Q:
    if member is None:
        return NOTHING
    partial = NOTHING
    for person in sorted(apart(member).blocked):
        for stand in stands(member).values():
            if stand.steward and _leaves(member, stand.circle, person):
                partial |= Q(circle=stand.circle, person=person, mask="")
    return ~partial


def _impartial_who(case: Any) -> Q:
    if case.mask or case.person_id is None or len(_stewards(case.circle_id) - {case.person_id}) <= ENOUGH_OTHERS:
        return Q(is_active=True)
    return ~Q(pk__in=apps.get_model("people", "Block").objects.filter(of=case.person_id).values("by"))


is_impartial = Rule(
    can=lambda member, case: (
        member is not None
        and not (
            not case.mask
            and case.person_id in apart(member).blocked
            and _leaves(member, case.circle_id, case.person_id)
        )
    ),
    which=_impartial_which,
    who=_impartial_who,
    reason=_("You keep your distance from the one concerned. Leave this to the others who tend the circle."),
)
"""Has not blocked the one concerned, where there are others to decide. That the one concerned has blocked them counts
for nothing, or anybody could choose their judges; nor does a block of somebody behind another name, or it would tell
who that is."""

CIRCLE = "circle"
"""The kind of thing that a circle is, where it is reported itself."""


def _drawn() -> Any:
    return apps.get_model("safety", "Drawn").objects


is_about_circle = Rule(
    can=lambda member, case: case.thing_kind == CIRCLE,
    which=lambda member: Q(thing_kind=CIRCLE),
    who=lambda case: EVERYTHING if case.thing_kind == CIRCLE else NOTHING,
)
is_drawn = Rule(
    can=lambda member, case: member is not None and _drawn().filter(case=case.pk, member=member).exists(),
    which=lambda member: Q(pk__in=_drawn().filter(member=member).values("case")) if member else NOTHING,
    who=lambda case: Q(pk__in=_drawn().filter(case=case.pk).values("member"), is_active=True),
)

decides_case = (
    ((tends_its_circle & ~is_about_circle) | (is_about_circle & is_drawn & ~tends_its_circle)).because(
        tends_its_circle.reason
    )
    & is_not_concerned
    & is_impartial
)
"""The stewards of its circle; about a circle itself, those whom the lot called and who do not tend it."""


def _called(member: Member | None) -> Any:
    return apps.get_model("safety", "Juror").objects.filter(member=member, appeal__outcome=Outcome.WAITING)


def _inside(member: Member) -> list[str]:
    return [stand.circle for stand in stands(member).values() if stand.active]


is_called_to_case = Rule(
    can=lambda member, case: (
        member is not None
        and (case.thing_kind == CIRCLE or case.circle_id in _inside(member))
        and _called(member).filter(appeal__decision__case=case.pk).exists()
    ),
    which=lambda member: (
        Q(pk__in=_called(member).values("appeal__decision__case"))
        & (Q(circle__in=_inside(member)) | Q(thing_kind=CIRCLE))
        if member
        else NOTHING
    ),
    who=lambda case: Q(
        pk__in=apps.get_model("safety", "Juror")
        .objects.filter(appeal__decision__case=case.pk, appeal__outcome=Outcome.WAITING)
        .values("member")
    ),
)

sees_case = decides_case | is_called_to_case


def _tended(member: Member) -> list[str]:
    return [stand.circle for stand in stands(member).values() if stand.steward]


def _concerned(case: Any) -> Q:
    if case.thing_kind == CIRCLE:
        return tends_its_circle.who(case)
    return Q(pk=case.person_id) if case.person_id else NOTHING


is_concerned = Rule(
    can=lambda member, decision: (
        member is not None
        and (
            decision.case.person_id == member.pk
            or (decision.case.thing_kind == CIRCLE and tends_its_circle.can(member, decision.case))
        )
        and decision.in_force_at is not None
        and decision.measure != Measure.NOTHING
    ),
    which=lambda member: (
        (Q(case__person=member) | Q(case__thing_kind=CIRCLE, case__circle__in=_tended(member)))
        & Q(in_force_at__isnull=False)
        & ~Q(measure=Measure.NOTHING)
        if member
        else NOTHING
    ),
    who=lambda decision: (
        _concerned(decision.case) if decision.in_force_at and decision.measure != Measure.NOTHING else NOTHING
    ),
    reason=_("Only the one it is about can do that."),
)

may_be_named = is_concerned & Rule(
    can=lambda member, decision: member is not None and decision.case.person_id == member.pk,
    which=lambda member: Q(case__person=member) if member else NOTHING,
    who=lambda decision: Q(pk=decision.case.person_id) if decision.case.person_id else NOTHING,
    reason=is_concerned.reason,
)
"""One person, never the stewards of a circle that a decision is about."""

looks_anew = Rule(
    can=lambda member, appeal: (
        member is not None
        and (appeal.decision.case.thing_kind == CIRCLE or appeal.decision.case.circle_id in _inside(member))
        and appeal.jurors.filter(member=member).exists()
    ),
    which=lambda member: (
        Q(pk__in=apps.get_model("safety", "Juror").objects.filter(member=member).values("appeal"))
        & (Q(decision__case__circle__in=_inside(member)) | Q(decision__case__thing_kind=CIRCLE))
        if member
        else NOTHING
    ),
    who=lambda appeal: Q(pk__in=appeal.jurors.values("member")),
    reason=_("Only those who are called to look at this can do that."),
)
