"""The page of an ask."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from dugnad.asks import parts
from dugnad.asks.actions.reading import mark_read
from dugnad.asks.forms.answering import AdditionForm, AnswerForm
from dugnad.asks.models import Ask
from dugnad.asks.queries import page
from dugnad.asks.views import drawing
from dugnad.asks.views.status import status, turns
from dugnad.kit.ids import new_key
from dugnad.people.viewing import MemberRequest, member_only


@member_only
@require_safe
def ask(request: MemberRequest, ask_id: str) -> HttpResponse:
    """What is needed, where it stands, and every answer."""
    return show(request, ask_id)


def show(request: MemberRequest, ask_id: str, form: AnswerForm | AdditionForm | None = None) -> HttpResponse:
    """The page, with `form` in place of an empty one when an answer was not taken."""
    facts = page.facts(request.user, ask_id)
    if facts is None:
        raise Http404
    found = facts.ask
    if facts.news:
        mark_read(by=request.user, ask=found, until=found.active_at)
    rows = page.answers(request.user, found)
    can = turns(request.user, found)
    said = sum(row.author_id == request.user.pk for row in rows)
    context = {
        "ask": found,
        "facts": facts,
        "can": can,
        "status": status(request.user, found),
        "words": drawing.words(found),
        "count": count_of(rows),
        "answers": [drawing.answer(request.user, found, row) for row in rows],
        "reply": reply(request, found, said, form) if can.answer else "",
        "parts": list(parts.drawn(request.user, found)),
        "here": "circles",
    }
    return render(request, "asks/ask.html", context, status=422 if form else 200)


def reply(request: MemberRequest, ask: Ask, said: int, form: AnswerForm | AdditionForm | None = None) -> SafeString:
    """The form for an answer; `said` is how often this member has written here, and names their draft."""
    mine = ask.author_id == request.user.pk
    context = {
        "ask": ask,
        "mine": mine,
        "said": said,
        "form_key": form["form_key"].value() if form else new_key(),
        "questions": drawing.filled(form, mine) if form else drawing.questions(request.user, ask),
        "csrf_token": get_token(request),
    }
    return render_to_string("asks/reply.html", context)


def count_of(rows: list[page.AnswerRow]) -> str:
    """ "5 answers", by others than the asker."""
    count = sum(not row.by_asker for row in rows)
    if not count:
        return _("No answers yet")
    return ngettext("%(count)d answer", "%(count)d answers, in the order they came", count) % {"count": count}
