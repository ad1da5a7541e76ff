"""A circle: what goes on, what it is, and who is in it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dugnad.circles import parts, rules
from dugnad.circles.actions.membership import accept_norms, take_name
from dugnad.circles.forms.entry import NameForm, NormsForm
from dugnad.circles.models import Circle
from dugnad.circles.queries import people
from dugnad.circles.queries.way_in import way_in
from dugnad.circles.rules import Stand, stands
from dugnad.circles.slowness import STEPS, pace
from dugnad.circles.views.finding import a_circle_one, the_circle
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


def _stand(request: MemberRequest, circle: Circle) -> Stand | None:
    stand = stands(request.user).get(circle.pk)
    return stand if stand and stand.active else None


@member_only
@require_safe
def circle(request: MemberRequest, circle_id: str) -> HttpResponse:
    """What is going on among us; to those outside, how one comes in."""
    circle = the_circle(request, circle_id)
    stand = _stand(request, circle)
    reads = rules.reads.can(request.user, circle)
    context = {
        "tab": "now",
        "circle": circle,
        "stand": stand,
        "reads": reads,
        "parts": list(parts.drawn(request.user, circle, request)) if reads else [],
        "stewards": people.stewards(request.user, circle),
        "way": None if stand else way_in(request.user, circle, now()),
        "slow": STEPS.get(step) if (step := pace(circle, now())) else "",
    }
    return render(request, "circles/circle.html", context)


@member_only
@require_safe
def circle_about(request: MemberRequest, circle_id: str) -> HttpResponse:
    """Norms and facts."""
    circle = the_circle(request, circle_id)
    context = {
        "tab": "about",
        "circle": circle,
        "stand": _stand(request, circle),
        "reads": rules.reads.can(request.user, circle),
        "stewards": people.stewards(request.user, circle),
        "form": NormsForm(circle=circle),
    }
    return render(request, "circles/about.html", context)


@member_only
@require_POST
def circle_norms(request: MemberRequest, circle_id: str) -> HttpResponse:
    """A member has read the norms as they are now."""
    circle = a_circle_one(rules.belongs, request, circle_id)
    form = NormsForm(request.POST, circle=circle)
    if form.is_valid():
        accept_norms(by=request.user, circle=circle, norms=form.cleaned_data["norms"])
    return redirect("circle", circle.pk)


@member_only
@require_safe
def circle_members(request: MemberRequest, circle_id: str) -> HttpResponse:
    """Who is in it, for those who read it."""
    circle = a_circle_one(rules.reads, request, circle_id)
    found = people.inside(request.user, circle, request.GET.get("after"))
    context = {
        "tab": "members",
        "circle": circle,
        "stand": _stand(request, circle),
        "reads": True,
        "rows": found.items,
        "next": f"?after={found.next}" if found.next else "",
    }
    return render(request, "circles/members.html", context)


@member_only
def circle_name(request: MemberRequest, circle_id: str) -> HttpResponse:
    """The other name I write under here."""
    circle = a_circle_one(rules.belongs, request, circle_id)
    stand = _stand(request, circle)
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_name(by=request.user, circle=circle, name=form.cleaned_data["name"])
        except Refused as refused:
            form.add_error("name", str(refused.reason))
        else:
            return redirect("circle_name", circle.pk)
    context = {"circle": circle, "stand": stand, "reads": True, "form": form}
    return render(request, "circles/name.html", context, status=422 if form.errors else 200)
