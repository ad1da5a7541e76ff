"""Whom acts in a case concern. `queries/told.py` has the words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from dugnad.ledger.models import Act
from dugnad.people.telling import Hearer, Pace, Who, register, toward
from dugnad.safety import acts as verbs
from dugnad.safety import rules
from dugnad.safety.models import Appeal, Case, Decision, Report
from dugnad.safety.queries import told
from dugnad.safety.queries.deciders import deciders, stewards_of

CasesOf = Callable[[Sequence[Act]], dict[int, Case]]


def connect() -> None:
    """Called once, when the app is ready."""
    at_once = toward(Pace.AT_ONCE)
    register(verbs.CASE_OPENED, who=stewards(_by_case), words=told.of_cases)
    register(verbs.HANDED_OVER, who=at_once, words=told.of_cases)
    register(verbs.CALLED_TO_DECIDE, who=at_once, words=told.of_cases)
    register(verbs.PROPOSED, who=stewards(_by_decision), words=told.of_proposals)
    register(verbs.IN_FORCE, who=concerned_and_reporters, words=told.of_decisions)
    register(verbs.LAPSED, who=at_once, words=told.of_decisions)
    register(verbs.CALLED_TO_APPEAL, who=at_once, words=told.of_appeals)
    register(verbs.APPEAL_SETTLED, who=concerned_and_stewards, words=told.of_settled)


def stewards(cases: CasesOf) -> Who:
    """Those who decide the case, but for whoever did it."""

    def who(acts: Sequence[Act]) -> Iterable[Hearer]:
        found = cases(acts)
        for act in acts:
            for one in deciders(found[act.pk]) if act.pk in found else ():
                if one.person_key != act.actor:
                    yield Hearer(act, one.pk, Pace.AT_ONCE)

    return who


def concerned_and_reporters(acts: Sequence[Act]) -> Iterable[Hearer]:
    """The one it is about at once, or the stewards of the circle it is about; whoever reported it in the digest."""
    yield from toward(Pace.AT_ONCE)(acts)
    found = _by_decision(acts)
    yield from _stewards_concerned(acts, found)
    reports = Report.objects.filter(case__in={case.pk for case in found.values()}, by__isnull=False)
    pairs = set(reports.values_list("case_id", "by_id"))
    for act in acts:
        case = found.get(act.pk)
        for case_id, by in sorted(pairs) if case else ():
            if case is not None and case_id == case.pk:
                yield Hearer(act, by, Pace.DIGEST)


def concerned_and_stewards(acts: Sequence[Act]) -> Iterable[Hearer]:
    """The one it is about at once, and those who decided it."""
    yield from toward(Pace.AT_ONCE)(acts)
    found = _by_appeal(acts)
    yield from stewards(_by_appeal)([act for act in acts if act.toward or act.amount is not None])
    yield from _stewards_concerned([act for act in acts if act.amount is not None], found)


def _stewards_concerned(acts: Sequence[Act], cases: Mapping[int, Case]) -> Iterable[Hearer]:
    for act in acts:
        case = cases.get(act.pk)
        if case is not None and rules.is_about_circle.can(None, case):
            yield from (Hearer(act, one.pk, Pace.AT_ONCE) for one in stewards_of(case.circle_id))


def _by_case(acts: Sequence[Act]) -> dict[int, Case]:
    known = Case.objects.exclude(thing_kind=rules.CIRCLE).in_bulk({act.object_id for act in acts})
    return {act.pk: known[act.object_id] for act in acts if act.object_id in known}


def _by_decision(acts: Sequence[Act]) -> dict[int, Case]:
    known = Decision.objects.select_related("case").in_bulk({act.object_id for act in acts})
    return {act.pk: known[act.object_id].case for act in acts if act.object_id in known}


def _by_appeal(acts: Sequence[Act]) -> dict[int, Case]:
    known = Appeal.objects.select_related("decision__case").in_bulk({act.object_id for act in acts})
    return {act.pk: known[act.object_id].decision.case for act in acts if act.object_id in known}
