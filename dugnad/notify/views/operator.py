"""The outbox and the folder of letters, for whoever keeps the machine running."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from dugnad.kit.clock import now
from dugnad.notify import folder
from dugnad.notify.actions.outbox import try_again
from dugnad.notify.incoming.counting import counts
from dugnad.notify.models import Letter
from dugnad.notify.queries.outbox import outbox
from dugnad.people.viewing import MemberRequest, operator_only


@operator_only
@require_safe
def operator_letters(request: MemberRequest) -> HttpResponse:
    """How letters get on; without a mail server, those that were written."""
    is_sent = bool(settings.CONFIG.smtp)
    context = {
        "outbox": outbox(now()),
        "is_sent": is_sent,
        "filed": folder.filed(),
        "answers": counts(now()),
        "here": "me",
    }
    return render(request, "notify/operator_letters.html", context)


@operator_only
@require_safe
def operator_letter(request: MemberRequest, name: str) -> HttpResponse:
    """One letter of the folder."""
    filed = folder.one(name)
    if filed is None:
        raise Http404
    return render(request, "notify/operator_letter.html", {"filed": filed, "here": "me"})


@operator_only
@require_POST
def operator_letter_again(request: MemberRequest, letter_id: str) -> HttpResponse:
    """Let a letter that failed be tried again."""
    try_again(by=request.user, letter=get_object_or_404(Letter, pk=letter_id), at=now())
    return redirect("operator_letters")
