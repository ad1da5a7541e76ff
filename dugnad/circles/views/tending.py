"""The steward's desk."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dugnad.circles import rules
from dugnad.circles.actions import application as wishes
from dugnad.circles.actions import tending
from dugnad.circles.actions.circle import change
from dugnad.circles.actions.entrusting import may_choose_a_second
from dugnad.circles.forms.circle import SettingsForm
from dugnad.circles.forms.entry import DeclineForm
from dugnad.circles.models import Application, Vouch
from dugnad.circles.queries import people
from dugnad.circles.queries.trust import trust
from dugnad.circles.queries.words import rests_until
from dugnad.circles.rules import stands
from dugnad.circles.views.finding import a_circle_one, the_member
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


@member_only
@require_safe
def circle_tend(request: MemberRequest, circle_id: str) -> HttpResponse:
    """Who waits, who is kept out, who tends."""
    circle = a_circle_one(rules.tends, request, circle_id)
    found = people.applicants(circle, request.GET.get("after"))
    context = {
        "tab": "desk",
        "circle": circle,
        "stand": stands(request.user)[circle.pk],
        "reads": True,
        "applicants": found.items,
        "next": f"?after={found.next}" if found.next else "",
        "words": people.words_without_a_wish(circle),
        "kept_out": people.kept_out(circle),
        "stewards": people.stewards(request.user, circle),
        "form": DeclineForm(),
    }
    return render(request, "circles/tend.html", context)


@member_only
@require_POST
def application_admit(request: MemberRequest, application_id: str) -> HttpResponse:
    """Let them in."""
    application = _application(request, application_id)
    wishes.admit(by=request.user, application=application)
    messages.success(request, _("%(handle)s is in.") % {"handle": application.member.handle})
    return redirect("circle_tend", application.circle_id)


@member_only
@require_POST
def application_decline(request: MemberRequest, application_id: str) -> HttpResponse:
    """Not now."""
    application = _application(request, application_id)
    form = DeclineForm(request.POST)
    if form.is_valid():
        wishes.decline(by=request.user, application=application, reply=form.cleaned_data["reply"])
    return redirect("circle_tend", application.circle_id)


def _application(request: MemberRequest, application_id: str) -> Application:
    tended = Application.objects.filter(rules.tends_its_circle.which(request.user))
    return get_object_or_404(tended.select_related("circle", "member"), pk=application_id)


@member_only
def circle_settings(request: MemberRequest, circle_id: str) -> HttpResponse:
    """What the circle is, as its stewards decide."""
    circle = a_circle_one(rules.tends, request, circle_id)
    form = SettingsForm(request.POST or None, circle=circle)
    if request.method == "POST" and form.is_valid():
        before = circle.norms_version
        try:
            change(by=request.user, circle=circle, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            new = circle.norms_version > before
            said = _("Saved. Everybody is asked to read the new norms.") if new else _("Saved.")
            messages.success(request, said)
            return redirect("circle_tend", circle.pk)
    context = {"circle": circle, "stand": stands(request.user)[circle.pk], "reads": True, "form": form}
    return render(request, "circles/settings.html", context, status=422 if form.errors else 200)


@member_only
@require_safe
def circle_member(request: MemberRequest, membership_id: str) -> HttpResponse:
    """Somebody in, or once in, a circle I tend: how they came, and what I can do."""
    theirs = the_member(request, membership_id)
    words = Vouch.objects.filter(circle=theirs.circle, for_member=theirs.member, withdrawn_at=None)
    brought = theirs.circle.memberships.filter(brought_by=theirs.member).select_related("member")
    context = {
        "circle": theirs.circle,
        "stand": stands(request.user)[theirs.circle_id],
        "reads": True,
        "theirs": theirs,
        "words": words.select_related("by").order_by("created_at"),
        "brought": brought.order_by("-joined_at")[:50],
        "mine": theirs.member_id == request.user.pk,
        "trust": trust(theirs, now()),
        "rests_until": rests_until(theirs, now()),
        "second": may_choose_a_second(theirs.circle, now()),
    }
    return render(request, "circles/member.html", context)


@member_only
@require_POST
def member_trust(request: MemberRequest, membership_id: str) -> HttpResponse:
    """Make somebody a steward."""
    theirs = the_member(request, membership_id)
    tending.make_steward(by=request.user, membership=theirs)
    messages.success(request, _("%(handle)s tends the circle now.") % {"handle": theirs.member.handle})
    return redirect("circle_tend", theirs.circle_id)


@member_only
@require_POST
def circle_step_down(request: MemberRequest, circle_id: str) -> HttpResponse:
    """Be a member like the others again."""
    circle = a_circle_one(rules.tends, request, circle_id)
    tending.step_down(by=request.user, circle=circle)
    messages.success(request, _("You are a member like the others again."))
    return redirect("circle", circle.pk)
