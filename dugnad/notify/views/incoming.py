"""An answer by e-mail that waits for its writer."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.notify.incoming.confirming import confirm, throw_away
from dugnad.notify.incoming.held import held_answer, words_of
from dugnad.notify.models import Received
from dugnad.people.telling import words_for


@never_cache
@require_http_methods(["GET", "POST"])
def answer_held(request: HttpRequest, token: str) -> HttpResponse:
    """A link from a letter of ours: seeing it changes nothing; posting does what the answer asks for, once."""
    received = held_answer(token, now())
    if received is None:
        raise Http404
    if request.method != "POST":
        return _page(request, received)
    try:
        said = _settle(received, thrown_away=request.POST.get("do") == "throw-away")
    except Refused as refused:
        return _page(request, received, str(refused.reason), status=409)
    return render(request, "notify/answer_settled.html", {"said": said})


def _settle(received: Received, *, thrown_away: bool) -> str:
    if thrown_away:
        throw_away(received, now())
        return _("It is thrown away. Nobody has seen it.")
    return confirm(received, now()).line


def _page(request: HttpRequest, received: Received, refused: str = "", status: int = 200) -> HttpResponse:
    act = received.letter.act
    about = words_for(received.member, [act]).get(act.pk) if act else None
    context = {
        "title": about.title if about and about.travels else "",
        "why": received.get_why_display(),
        "words": words_of(received),
        "refused": refused,
    }
    return render(request, "notify/answer_held.html", context, status=status)
