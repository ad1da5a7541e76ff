"""All circles, and new ones."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dugnad.circles.actions.circle import found
from dugnad.circles.forms.circle import CircleForm
from dugnad.circles.queries import lists
from dugnad.kit.clock import now
from dugnad.people.viewing import MemberRequest, member_only


@member_only
@require_safe
def circles(request: MemberRequest) -> HttpResponse:
    """Mine, then others I may see."""
    others = lists.others(request.user, request.GET.get("after"))
    context = {
        "mine": lists.mine(request.user),
        "others": others.items,
        "next": f"?after={others.next}" if others.next else "",
        "ended": lists.ended(request.user, now()),
    }
    return render(request, "circles/circles.html", context)


@member_only
def circle_new(request: MemberRequest) -> HttpResponse:
    """Start a circle: closed, and by invitation, until its stewards decide otherwise."""
    form = CircleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        circle = found(by=request.user, takes_applications=False, **form.cleaned_data)
        messages.success(request, _("Your circle has begun. Invite somebody to tend it with you."))
        return redirect("circle", circle.pk)
    return render(request, "circles/circle_new.html", {"form": form}, status=422 if form.errors else 200)
