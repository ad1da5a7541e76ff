"""Professions, asking to be vouched for, and what the movement decides about them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.models import Skill
from dugnad.people.viewing import MemberRequest, member_only, operator_only
from dugnad.professions.actions.terms import decide
from dugnad.professions.actions.vouching import ask
from dugnad.professions.forms.professions import TakeAwayForm, TermsForm
from dugnad.professions.models import Mark, Terms
from dugnad.professions.queries.page import page


@require_safe
@member_only
def professions(request: MemberRequest) -> HttpResponse:
    """The professions of the movement, and where I stand in them."""
    skills = Skill.objects.filter(is_profession=True, retired=False)
    terms = {one.skill_id: one for one in Terms.objects.filter(skill__in=skills)}
    mine = {one.skill_id: one for one in Mark.objects.filter(member=request.user, ended_at=None)}
    at = now()
    rows = [
        (one, terms.get(one.pk), one.pk in mine and mine[one.pk].stands(at), one.pk in mine)
        for one in sorted(skills, key=lambda one: one.name.casefold())
        if one.pk in terms or request.user.is_operator
    ]
    return render(request, "professions/professions.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@member_only
def profession(request: MemberRequest, skill_id: str) -> HttpResponse:
    """One of them: what the mark means, mine, and who asks for one; posting asks."""
    terms = Terms.objects.filter(skill=skill_id, skill__retired=False).select_related("skill", "circle").first()
    if terms is None:
        raise Http404
    if request.method == "POST":
        ask(by=request.user, skill=terms.skill)
        messages.success(request, _("You asked. Members of the profession see it, and can vouch for you."))
        return redirect("profession", skill_id)
    at = now()
    found = page(request.user, terms, at)
    context = {"page": found, "stands": found.mark is not None and found.mark.stands(at), "form": TakeAwayForm()}
    return render(request, "professions/profession.html", context)


@require_http_methods(["GET", "POST"])
@operator_only
def profession_terms(request: MemberRequest, skill_id: str) -> HttpResponse:
    """How many vouch, and what the mark is good for."""
    skill = get_object_or_404(Skill, pk=skill_id, is_profession=True, retired=False)
    known = Terms.objects.filter(skill=skill).values("needed", "scope", "circle").first()
    form = TermsForm(request.POST or None, skill=skill, by=request.user, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            decide(by=request.user, skill=skill, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("profession", skill.pk)
    context = {"skill": skill, "form": form}
    return render(request, "professions/terms.html", context, status=422 if form.errors else 200)
