"""What stewards do in a case."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.safety.actions import caring, deciding
from dugnad.safety.enums import State
from dugnad.safety.models import Decision
from dugnad.safety.queries.reports import things
from dugnad.safety.rules import CIRCLE
from dugnad.safety.views.cases import a_form, shown
from dugnad.safety.views.finding import a_case_to_decide, a_decision_to_make


@member_only
@require_POST
def case_propose(request: MemberRequest, case_id: str) -> HttpResponse:
    """I propose this."""
    case = a_case_to_decide(request, case_id)
    form = a_form(case, things(request.user, case), request.POST)
    if not form.is_valid():
        return shown(request, case, form)
    try:
        decision = deciding.propose(by=request.user, case=case, proposal=form.proposal())
    except Refused as refused:
        form.add_error(None, str(refused.reason))
        return shown(request, case, form)
    say_how_it_stands(request, decision)
    return redirect("case", case.pk)


def say_how_it_stands(request: MemberRequest, decision: Decision) -> None:
    """One sentence on what became of it."""
    said = {
        State.PROPOSED: _("Proposed. Another steward has to see it the same way."),
        State.EMERGENCY: _("Done, for 24 hours. It lifts itself, unless another steward sees it the same way."),
        State.STANDS: _("Decided. The one concerned is told, and can ask others to look at it anew."),
    }
    messages.success(request, said[State(decision.state)])


@member_only
@require_POST
def decision_second(request: MemberRequest, decision_id: str) -> HttpResponse:
    """I see it the same way."""
    decision = a_decision_to_make(request, decision_id)
    deciding.second(by=request.user, decision=decision)
    say_how_it_stands(request, decision)
    return redirect("case", decision.case_id)


@member_only
@require_POST
def decision_take_back(request: MemberRequest, decision_id: str) -> HttpResponse:
    """Not what I proposed, after all."""
    decision = a_decision_to_make(request, decision_id)
    deciding.take_back(by=request.user, decision=decision)
    messages.info(request, _("Taken back."))
    return redirect("case", decision.case_id)


@member_only
@require_POST
def case_hand_over(request: MemberRequest, case_id: str) -> HttpResponse:
    """Somebody else looks after this from now on."""
    case = a_case_to_decide(request, case_id)
    to = get_object_or_404(Member.objects.visible_to(request.user), pk=request.POST.get("to", ""))
    caring.hand_over(by=request.user, case=case, to=to)
    if to == request.user:
        messages.success(request, _("You look after this now."))
    else:
        messages.success(request, _("%(name)s looks after this now. Rest a little.") % {"name": to.handle})
    return redirect("case", case.pk) if case.thing_kind == CIRCLE else redirect("circle_cases", case.circle_id)
