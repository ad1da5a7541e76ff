"""Ages in a circle for young people: one's own word, and for stewards everybody's."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dugnad.circles.models import Circle, Membership, Vouch
from dugnad.circles.rules import belongs, stands
from dugnad.circles.views.finding import a_circle_one
from dugnad.people.models import Member
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.protection.actions.ages import say_age
from dugnad.protection.enums import Age, Whom
from dugnad.protection.forms.contacts import AgeForm
from dugnad.protection.models import AgeWord
from dugnad.protection.queries.ages import rows
from dugnad.protection.queries.circle import protection_of


@require_http_methods(["GET", "POST"])
@member_only
def circle_ages(request: MemberRequest, circle_id: str) -> HttpResponse:
    """Say it of myself, and of those I gave my word for; stewards see what was said."""
    circle = a_circle_one(belongs, request, circle_id)
    protection = protection_of(circle.pk)
    if protection is None or protection.whom != Whom.MINORS:
        raise Http404
    if request.method == "POST":
        form = AgeForm(request.POST)
        if form.is_valid():
            about = _about(request, circle)
            say_age(by=request.user, circle=circle, about=about, age=Age(form.cleaned_data["age"]))
            messages.success(request, _("Kept. Only the stewards see it."))
            return redirect("circle_ages", circle.pk)
        return _page(request, circle, form)
    return _page(request, circle, AgeForm(initial={"age": _said(request.user, request.user, circle)}))


def _about(request: MemberRequest, circle: Circle) -> Member:
    inside = Membership.objects.filter(circle=circle).select_related("member")
    return get_object_or_404(inside, member=request.POST.get("about", request.user.pk)).member


def _said(by: Member, about: Member, circle: Circle) -> str:
    word = AgeWord.objects.filter(circle=circle, by=by, about=about).first()
    return word.age if word else ""


def _page(request: MemberRequest, circle: Circle, form: AgeForm) -> HttpResponse:
    stand = stands(request.user)[circle.pk]
    let_in = Vouch.objects.filter(circle=circle, by=request.user, withdrawn_at=None).exclude(fulfilled_at=None)
    context = {
        "circle": circle,
        "form": form,
        "rows": rows(circle) if stand.steward else [],
        "let_in": [] if stand.steward else [one.for_member for one in let_in.select_related("for_member")],
        "ages": Age.choices,
    }
    return render(request, "protection/ages.html", context, status=422 if form.errors else 200)
