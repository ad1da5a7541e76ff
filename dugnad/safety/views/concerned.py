"""A decision, for the one it is about."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.safety import rules
from dugnad.safety.actions.appealing import appeal
from dugnad.safety.actions.naming import name_in_log
from dugnad.safety.enums import HARMLESS, State
from dugnad.safety.forms.deciding import AppealForm
from dugnad.safety.models import Appeal, Decision
from dugnad.safety.terms import APPEAL_WITHIN
from dugnad.safety.views.finding import my_decision


@member_only
@require_safe
def decision(request: MemberRequest, decision_id: str) -> HttpResponse:
    """What was decided about me, why, by how many, and what I can do."""
    return _shown(request, my_decision(request, decision_id), AppealForm())


@member_only
@require_POST
def decision_appeal(request: MemberRequest, decision_id: str) -> HttpResponse:
    """I ask others to look at it anew."""
    found = my_decision(request, decision_id)
    form = AppealForm(request.POST)
    if form.is_valid():
        try:
            appeal(by=request.user, decision=found, words=form.cleaned_data["words"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(
                request, _("People who had no part in it look at this now. You hear of it within two weeks.")
            )
            return redirect("decision", found.pk)
    return _shown(request, found, form)


@member_only
@require_POST
def decision_name(request: MemberRequest, decision_id: str) -> HttpResponse:
    """My name beside it in the log, or no longer."""
    found = my_decision(request, decision_id)
    wish = request.POST.get("wish") == "yes"
    name_in_log(by=request.user, decision=found, wish=wish)
    if wish:
        messages.success(request, _("Your name stands beside it in the log now. You can take it away at any time."))
    else:
        messages.info(request, _("Your name does not stand in the log."))
    return redirect("decision", found.pk)


def _shown(request: MemberRequest, found: Decision, form: AppealForm) -> HttpResponse:
    asked = Appeal.objects.filter(decision=found).first()
    in_time = found.in_force_at is not None and now() <= found.in_force_at + APPEAL_WITHIN
    context = {
        "decision": found,
        "circle": found.case.circle,
        "voices": found.voices.count(),
        "appeal": asked,
        "may_appeal": asked is None and found.state == State.STANDS and found.measure not in HARMLESS and in_time,
        "may_be_named": not found.case.mask and rules.may_be_named.can(request.user, found),
        "form": form,
    }
    return render(request, "safety/decision.html", context, status=422 if form.errors else 200)
