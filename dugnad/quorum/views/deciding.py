"""Approving, pausing, carrying out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.quorum.actions import approving, carrying, pausing, proposing
from dugnad.quorum.forms.deciding import PauseForm, SignatureForm
from dugnad.quorum.rules import decides
from dugnad.quorum.views.finding import the_proposal
from dugnad.quorum.views.page import shown


@require_POST
@member_only
def proposal_approve(request: MemberRequest, proposal_id: str) -> HttpResponse:
    """With a signature that was made in my browser, or on my own machine."""
    found = the_proposal(request, proposal_id)
    decides.require(request.user, found)
    form = SignatureForm(request.POST)
    if not form.is_valid():
        return shown(request, found, form)
    try:
        approving.approve(by=request.user, proposal=found, signature=form.cleaned_data["signature"])
    except Refused as refused:
        form.add_error(None, str(refused.reason))
        return shown(request, found, form)
    messages.success(request, _("You have signed it."))
    return redirect("proposal", found.pk)


@require_POST
@member_only
def proposal_pause(request: MemberRequest, proposal_id: str) -> HttpResponse:
    """Wait."""
    found = the_proposal(request, proposal_id)
    form = PauseForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    pausing.pause(by=request.user, proposal=found, why=why)
    messages.success(request, _("It waits now, until you take the pause off."))
    return redirect("proposal", found.pk)


@require_POST
@member_only
def proposal_unpause(request: MemberRequest, proposal_id: str) -> HttpResponse:
    """Go on."""
    found = the_proposal(request, proposal_id)
    pausing.unpause(by=request.user, proposal=found)
    messages.success(request, _("Your pause is off."))
    return redirect("proposal", found.pk)


@require_POST
@member_only
def proposal_carry_out(request: MemberRequest, proposal_id: str) -> HttpResponse:
    """Do it, now that enough have signed and the two days are over."""
    found = the_proposal(request, proposal_id)
    carrying.carry_out(by=request.user, proposal=found)
    messages.success(request, _("It is done. Everybody in the circle is told."))
    return redirect("proposal", found.pk)


@require_POST
@member_only
def proposal_withdraw(request: MemberRequest, proposal_id: str) -> HttpResponse:
    """Take back what I proposed."""
    found = the_proposal(request, proposal_id)
    proposing.withdraw(by=request.user, proposal=found)
    messages.success(request, _("It is taken back."))
    return redirect("proposals", found.circle_id)
