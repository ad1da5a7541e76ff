"""An election: who stands, one's vote, and what came of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dugnad.circles.rules import stands
from dugnad.elections.actions import standing, voting
from dugnad.elections.enums import Phase
from dugnad.elections.forms.taking_part import ProposeForm, StandForm, VoteForm
from dugnad.elections.models import Election
from dugnad.elections.queries import page
from dugnad.elections.views.finding import the_election
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


@require_safe
@member_only
def election(request: MemberRequest, election_id: str) -> HttpResponse:
    """As far as it has come."""
    return shown(request, the_election(request, election_id))


def shown(request: MemberRequest, found: Election, **forms: Any) -> HttpResponse:
    """The page; `forms` come back with what is to be mended."""
    part, standing_now = page.part_of(request.user, found), page.candidates(found)
    mine = voting.opened(part.ballot) if part.ballot else frozenset()
    context = {
        "election": found,
        "circle": found.circle,
        "stand": stands(request.user)[found.circle_id],
        "phase": found.phase(now()),
        "part": part,
        "mine": mine,
        "candidates": standing_now,
        "turnout": page.turnout(found),
        "outcomes": page.outcomes(found) if found.closed_at else [],
        "stand_form": StandForm(),
        "propose_form": ProposeForm(by=request.user),
        "vote_form": VoteForm(candidates=standing_now, mine=mine),
        "here": "circles",
        **forms,
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "elections/election.html", context, status=422 if wrong else 200)


@require_POST
@member_only
def election_stand(request: MemberRequest, election_id: str) -> HttpResponse:
    """I stand; or not any more."""
    found = the_election(request, election_id)
    form = StandForm(request.POST)
    if "down" in request.POST:
        standing.stand_down(by=request.user, election=found)
        messages.success(request, _("You do not stand in this election."))
        return redirect("election", found.pk)
    if form.is_valid():
        try:
            standing.stand(by=request.user, election=found, words=form.cleaned_data["words"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("You stand in this election. Thank you."))
            return redirect("election", found.pk)
    return shown(request, found, stand_form=form)


@require_POST
@member_only
def election_propose(request: MemberRequest, election_id: str) -> HttpResponse:
    """I would like somebody else to stand."""
    found = the_election(request, election_id)
    form = ProposeForm(request.POST, by=request.user)
    if form.is_valid():
        member = form.cleaned_data["handle"]
        try:
            standing.propose(by=request.user, election=found, member=member)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("%(handle)s is asked.") % {"handle": member.handle})
            return redirect("election", found.pk)
    return shown(request, found, propose_form=form)


@require_POST
@member_only
def election_vote(request: MemberRequest, election_id: str) -> HttpResponse:
    """My vote."""
    found = the_election(request, election_id)
    form = VoteForm(request.POST, candidates=page.candidates(found), mine=frozenset())
    if form.is_valid() and found.phase(now()) == Phase.STANDING:
        form.add_error(None, _("The vote is not open yet."))
    if form.is_valid():
        try:
            voting.vote(by=request.user, election=found, choices=form.cleaned_data["choices"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("Your vote is kept. You can change it until the vote closes."))
            return redirect("election", found.pk)
    return shown(request, found, vote_form=form)
