"""What is done with one mark."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dugnad.kit.clock import now
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.professions.actions import marks
from dugnad.professions.actions.vouching import unvouch, vouch
from dugnad.professions.models import Mark, Word


@require_POST
@member_only
def profession_mark(request: MemberRequest, mark_id: str) -> HttpResponse:
    """Vouch for it, name it as one of the first, give it back, take it away."""
    at = now()
    mark = get_object_or_404(Mark.objects.visible_to(request.user, at).select_related("member", "skill"), pk=mark_id)
    do, name = request.POST.get("do", ""), {"name": mark.member.handle}
    if do == "vouch":
        vouch(by=request.user, mark=mark, at=at)
        messages.success(request, _("You vouch for %(name)s.") % name)
    elif do == "first":
        marks.name_first(by=request.user, mark=mark, at=at)
        messages.success(request, _("%(name)s is one of the first.") % name)
    elif do == "give-back":
        marks.give_back(by=request.user, mark=mark, at=at)
        messages.success(request, _("You have given it back."))
    elif do == "take-away":
        marks.take_away(by=request.user, mark=mark, told=request.POST.get("told", ""), at=at)
        messages.success(request, _("It is taken away, and they are told why."))
    else:
        raise Http404
    return redirect("profession", mark.skill_id)


@require_POST
@member_only
def profession_word(request: MemberRequest, word_id: str) -> HttpResponse:
    """Take my word back."""
    mine = Word.objects.filter(by=request.user, withdrawn_at=None).select_related("mark__member")
    word = get_object_or_404(mine, pk=word_id)
    unvouch(by=request.user, word=word)
    messages.success(request, _("You have taken your word back."))
    return redirect("profession", word.mark.skill_id)
