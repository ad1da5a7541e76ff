"""Who brought whom, for stewards; how far one is trusted, for oneself."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dugnad.circles import rules
from dugnad.circles.actions import pausing
from dugnad.circles.queries.tree import tree
from dugnad.circles.queries.trust import trust, words_for
from dugnad.circles.queries.words import inside, rests_until
from dugnad.circles.rules import stands
from dugnad.circles.views.finding import a_circle_one, the_member
from dugnad.kit.clock import now
from dugnad.people.viewing import MemberRequest, member_only


@member_only
@require_safe
def circle_tree(request: MemberRequest, circle_id: str) -> HttpResponse:
    """Who brought whom, for stewards; `?from=` a membership: what is below it."""
    circle = a_circle_one(rules.tends, request, circle_id)
    top = the_member(request, request.GET["from"]) if request.GET.get("from") else None
    if top is not None and top.circle_id != circle.pk:
        raise Http404
    context = {
        "tab": "desk",
        "circle": circle,
        "stand": stands(request.user)[circle.pk],
        "reads": True,
        "top": top,
        "tree": tree(request.user, circle, top),
    }
    return render(request, "circles/tree.html", context)


@member_only
@require_safe
def circle_trust(request: MemberRequest, circle_id: str) -> HttpResponse:
    """How far I am trusted here, what it rests on, and what comes next. Nobody else's."""
    circle = a_circle_one(rules.belongs, request, circle_id)
    mine = inside(request.user, circle)
    if mine is None:
        raise Http404
    mine.circle = circle
    at = now()
    context = {
        "circle": circle,
        "mine": mine,
        "trust": trust(mine, at),
        "words": words_for(mine, request.user),
        "rests_until": rests_until(mine, at),
    }
    return render(request, "circles/trust.html", context)


@member_only
@require_POST
def branch_pause(request: MemberRequest, membership_id: str) -> HttpResponse:
    """Let invitations and words rest in this branch."""
    theirs = the_member(request, membership_id)
    pausing.pause(by=request.user, theirs=theirs)
    said = _("Invitations and words of %(handle)s, and of everybody below, rest now. Nobody is kept out.")
    messages.success(request, said % {"handle": theirs.member.handle})
    return redirect("circle_member", theirs.pk)


@member_only
@require_POST
def branch_resume(request: MemberRequest, membership_id: str) -> HttpResponse:
    """Let them count again."""
    theirs = the_member(request, membership_id)
    pausing.resume(by=request.user, theirs=theirs)
    messages.success(request, _("Invitations and words count again in this branch."))
    return redirect("circle_member", theirs.pk)


@member_only
@require_POST
def word_review(request: MemberRequest, membership_id: str) -> HttpResponse:
    """I have looked at who was kept out below them: their word counts."""
    theirs = the_member(request, membership_id)
    pausing.review(by=request.user, theirs=theirs)
    messages.success(request, _("The word of %(handle)s counts again.") % {"handle": theirs.member.handle})
    return redirect("circle_member", theirs.pk)
