"""Cases, for the stewards who decide them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dugnad.circles import rules as circle_rules
from dugnad.circles.rules import stands
from dugnad.kit.clock import now
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.safety import rules
from dugnad.safety.actions.caring import opened
from dugnad.safety.enums import Measure, Phase
from dugnad.safety.forms.deciding import ProposeForm
from dugnad.safety.models import Case
from dugnad.safety.queries import care
from dugnad.safety.queries import cases as queries
from dugnad.safety.queries.deciders import deciders, stewards_of
from dugnad.safety.queries.reports import Thing, things
from dugnad.safety.terms import MANY
from dugnad.safety.views.finding import the_case, the_circle


@member_only
@require_safe
def circle_cases(request: MemberRequest, circle_id: str) -> HttpResponse:
    """What waits for us, what was decided, and how much each of us has looked at."""
    circle = the_circle(circle_rules.tends, request, circle_id)
    found = queries.others(request.user, circle, request.GET.get("after"))
    context = {
        "tab": "cases",
        "circle": circle,
        "stand": stands(request.user)[circle.pk],
        "reads": True,
        "open": queries.open_ones(request.user, circle),
        "others": found.items,
        "next": f"?after={found.next}" if found.next else "",
        "loads": care.loads(stewards_of(circle.pk), now()),
    }
    return render(request, "safety/cases.html", context)


@member_only
@require_safe
def case(request: MemberRequest, case_id: str) -> HttpResponse:
    """One case: what was reported, what was proposed, and what I can do."""
    return shown(request, the_case(request, case_id))


def shown(request: MemberRequest, found: Case, form: ProposeForm | None = None) -> HttpResponse:
    """The page of a case, with a form that has something to mend, if there is one. Reading it is counted."""
    opened(by=request.user, case=found)
    seen = things(request.user, found)
    decides = rules.decides_case.can(request.user, found)
    proposed = queries.decisions(request.user, found, now()) if decides else []
    if decides and found.phase == Phase.OPEN and form is None and not any(one.takes_back for one in proposed):
        form = a_form(found, seen)
    everybody, new = queries.newcomers(found)
    context = {
        "circle": found.circle,
        "case": found,
        "things": seen,
        "decides": decides,
        "form": form,
        "decisions": proposed,
        "loads": [load for load in care.loads(deciders(found), now()) if load.member != request.user],
        "reporters": everybody,
        "new": new if everybody >= MANY else 0,
        "outside": queries.from_outside(found),
        "alone": decides and len(deciders(found)) == 1 and not found.mask and found.thing_kind != rules.CIRCLE,
        "open": found.phase == Phase.OPEN,
    }
    return render(request, "safety/case.html", context, status=422 if form and form.errors else 200)


def a_form(found: Case, seen: list[Thing], data: object = None) -> ProposeForm:
    """The form for a proposal in this case."""
    reporters = found.reports.exclude(by=None).values_list("by__handle", flat=True)
    names = [found.shown_as, *reporters] if found.person_id else list(reporters)
    return ProposeForm(data, case=found, things=seen, names=names, initial={"measure": Measure.WARN})
