"""How fast a circle goes, and whether its door is open; the movement's entrance."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dugnad.circles import rules
from dugnad.circles.actions.shutting import open_again, open_entrance
from dugnad.circles.actions.slowing import set_pace
from dugnad.circles.forms.pace import PaceForm
from dugnad.circles.models import Entrance
from dugnad.circles.queries.newest import accounts_since, joined_since
from dugnad.circles.rules import stands
from dugnad.circles.slowness import slowed_by_itself
from dugnad.circles.views.finding import a_circle_one
from dugnad.kit.clock import now
from dugnad.people.viewing import MemberRequest, member_only, operator_only


@member_only
def circle_pace(request: MemberRequest, circle_id: str) -> HttpResponse:
    """For stewards: how long somebody waits between two posts, and whether the door closed by itself."""
    circle = a_circle_one(rules.tends, request, circle_id)
    form = PaceForm(request.POST or None, initial={"seconds": circle.slow})
    if request.method == "POST" and form.is_valid():
        set_pace(by=request.user, circle=circle, seconds=form.cleaned_data["seconds"])
        messages.success(request, _("Kept."))
        return redirect("circle_pace", circle.pk)
    context = {
        "tab": "desk",
        "circle": circle,
        "stand": stands(request.user)[circle.pk],
        "reads": True,
        "form": form,
        "by_itself": slowed_by_itself(circle, now()),
        "newest": joined_since(circle, circle.shut_at) if circle.shut_at else [],
    }
    return render(request, "circles/pace.html", context, status=422 if form.errors else 200)


@member_only
@require_POST
def circle_open_again(request: MemberRequest, circle_id: str) -> HttpResponse:
    """Strangers may join and write again."""
    circle = a_circle_one(rules.tends, request, circle_id)
    open_again(by=request.user, circle=circle)
    messages.success(request, _("The circle is open again. For a day, many newcomers are no alarm."))
    return redirect("circle_pace", circle.pk)


@require_safe
@operator_only
def entrance(request: MemberRequest) -> HttpResponse:
    """For operators: whether the entrance closed by itself, and who came."""
    found = Entrance.objects.first() or Entrance()
    context = {"entrance": found, "came": accounts_since(found.shut_at) if found.shut_at else 0}
    return render(request, "circles/entrance.html", context)


@require_POST
@operator_only
def entrance_open(request: MemberRequest) -> HttpResponse:
    """Anybody may make an account again."""
    open_entrance(by=request.user)
    messages.success(request, _("It is open again. For a day, many newcomers are no alarm."))
    return redirect("entrance")
