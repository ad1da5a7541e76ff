"""What one member may know of acts in a case, in words. Nothing of it leaves this machine in a letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Words
from dugnad.safety import acts as verbs
from dugnad.safety import rules
from dugnad.safety.enums import PENDING, Measure, Outcome, Phase, State
from dugnad.safety.models import Appeal, Case, Decision, Report

Line = Callable[[], str]


def of_cases(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Something to decide, for those who tend the circle: not about whom, which the page tells."""
    mine = Case.objects.filter(rules.decides_case.which(member)).select_related("circle")
    known = mine.in_bulk({act.object_id for act in acts})
    lines: dict[str, Line] = {
        verbs.CASE_OPENED.code: lambda: _("Something was reported in a circle you tend"),
        verbs.CALLED_TO_DECIDE.code: lambda: _("The lot fell on you: decide with others about a circle"),
        verbs.HANDED_OVER.code: lambda: _("A steward hands something over to you"),
    }
    return {
        act.pk: Words(
            line=lines[act.verb](),
            page=reverse("case", args=[act.object_id]),
            title=known[act.object_id].circle.name,
            over=known[act.object_id].phase != Phase.OPEN,
        )
        for act in acts
        if act.object_id in known
    }


def of_proposals(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Another steward proposes something: it takes a second."""
    cases = Case.objects.filter(rules.decides_case.which(member)).values("pk")
    known = Decision.objects.filter(case__in=cases).select_related("case__circle")
    found = known.in_bulk({act.object_id for act in acts})
    return {
        act.pk: Words(
            line=_("Another steward has proposed something: do you see it the same way?"),
            page=reverse("case", args=[found[act.object_id].case_id]),
            title=found[act.object_id].case.circle.name,
            over=found[act.object_id].state not in PENDING,
        )
        for act in acts
        if act.object_id in found
    }


def of_decisions(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """What was decided, for the one it is about; that it was dealt with, for whoever reported it."""
    ids = {act.object_id for act in acts}
    about_me = Decision.objects.visible_to(member).select_related("case__circle").in_bulk(ids)
    reported = _reported_by(member, ids)
    told: dict[int, Words] = {}
    for act in acts:
        if act.object_id in about_me and _concerns(act, member, about_me[act.object_id]):
            told[act.pk] = _about_you(act, about_me[act.object_id])
        elif act.object_id in reported and reported[act.object_id].state in {State.STANDS, State.OVERTURNED}:
            told[act.pk] = _dealt_with(reported[act.object_id])
    return told


def _concerns(act: Act, member: Member, decision: Decision) -> bool:
    """It is about them, or about a circle that they tend."""
    return act.toward == member.person_key or rules.is_about_circle.can(member, decision.case)


def _reported_by(member: Member, ids: set[str]) -> dict[str, Decision]:
    mine = Report.objects.filter(by=member).values("case")
    return Decision.objects.filter(case__in=mine).select_related("case__circle").in_bulk(ids)


def _about_you(act: Act, decision: Decision) -> Words:
    line = _("The stewards have decided something that is about you")
    if rules.is_about_circle.can(None, decision.case):
        line = _("Something was decided about a circle you tend")
        return Words(line=line, page=reverse("decision", args=[decision.pk]), title=decision.case.circle.name)
    if act.verb == verbs.LAPSED.code:
        line = _("What one steward decided about you is lifted")
    elif decision.measure == Measure.LET_BACK:
        line = _("You are no longer kept out")
    elif act.amount == 1:
        line = _("A steward has decided something that is about you, for a day")
    return Words(
        line=line,
        page=reverse("decision", args=[decision.pk]),
        title=decision.case.circle.name,
        text=decision.told,
    )


def _dealt_with(decision: Decision) -> Words:
    return Words(
        line=_("The stewards have dealt with what you told them"),
        page=reverse("reports"),
        title=decision.case.circle.name,
    )


def of_appeals(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Somebody is asked to look at a decision anew."""
    mine = Appeal.objects.visible_to(member).select_related("decision__case__circle")
    known = mine.in_bulk({act.object_id for act in acts})
    return {
        act.pk: Words(
            line=_("You are asked to look at a decision anew, because you had no part in it"),
            page=reverse("appeal", args=[act.object_id]),
            title=known[act.object_id].decision.case.circle.name,
            over=known[act.object_id].outcome != Outcome.WAITING,
        )
        for act in acts
        if act.object_id in known
    }


def of_settled(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """How an appeal ended, for the one it is about and for those who had decided."""
    found = Appeal.objects.select_related("decision__case__circle").in_bulk({act.object_id for act in acts})
    told: dict[int, Words] = {}
    for act in acts:
        appeal = found.get(act.object_id)
        if appeal is None:
            continue
        decision = appeal.decision
        if _concerns(act, member, decision) and rules.is_concerned.can(member, decision):
            told[act.pk] = _settled(appeal, reverse("decision", args=[decision.pk]))
        elif rules.decides_case.can(member, decision.case):
            told[act.pk] = _settled(appeal, reverse("case", args=[decision.case_id]))
    return told


def _settled(appeal: Appeal, page: str) -> Words:
    line = _("Others have looked at a decision anew: it stays")
    if appeal.outcome == Outcome.OVERTURNED:
        line = _("Others have looked at a decision anew: it is lifted")
    return Words(line=line, page=page, title=appeal.decision.case.circle.name)
