"""What operators change for everybody: the movement's name, and its tree of skills."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dugnad.kit.refusal import Refused
from dugnad.people.actions import movement as actions
from dugnad.people.actions import skills as skill_actions
from dugnad.people.forms.movement import MovementForm, SkillForm
from dugnad.people.models import Movement, Skill
from dugnad.people.queries.skills import tree
from dugnad.people.viewing import MemberRequest, operator_only


@require_http_methods(["GET", "POST"])
@operator_only
def movement(request: MemberRequest) -> HttpResponse:
    """Name, purpose, and whether anybody may come."""
    form = MovementForm(request.POST or None, movement=get_object_or_404(Movement))
    if request.method == "POST" and form.is_valid():
        actions.change(by=request.user, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("movement")
    return render(request, "people/movement.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@operator_only
def skills(request: MemberRequest) -> HttpResponse:
    """The whole tree, and a new one at its top."""
    form = SkillForm(request.POST or None)
    added = _added(request, form, None)
    if added:
        return redirect("movement_skills")
    facts = {"form": form, "tree": tree(with_retired=True)}
    return render(request, "people/skills.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@operator_only
def skill(request: MemberRequest, skill_id: str) -> HttpResponse:
    """One skill: its names, and a new one under it (`under` in the form says which is meant)."""
    node = get_object_or_404(Skill.objects.select_related("parent"), pk=skill_id)
    under = "under" in request.POST
    names = SkillForm(None if under else request.POST or None, skill=node, prefix="own")
    new = SkillForm(request.POST if under else None, prefix="new")
    if under and _added(request, new, node):
        return redirect("movement_skills")
    if request.method == "POST" and not under and names.is_valid():
        try:
            skill_actions.rename(by=request.user, skill=node, **names.told())
        except Refused as refused:
            names.add_error(None, str(refused.reason))
        else:
            return redirect("movement_skills")
    wrong = names.errors or new.errors
    return render(
        request, "people/skill.html", {"skill": node, "names": names, "new": new}, status=422 if wrong else 200
    )


@require_POST
@operator_only
def skill_turn(request: MemberRequest, skill_id: str) -> HttpResponse:
    """Retire a skill, or bring it back."""
    node = get_object_or_404(Skill, pk=skill_id)
    (skill_actions.bring_back if "back" in request.POST else skill_actions.retire)(by=request.user, skill=node)
    return redirect("movement_skills")


def _added(request: MemberRequest, form: SkillForm, parent: Skill | None) -> Skill | None:
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return skill_actions.add(by=request.user, parent=parent, **form.told())
    except Refused as refused:
        form.add_error(None, str(refused.reason))
        return None
