"""The page of an ask."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from dugnad.asks import parts
from dugnad.asks.actions.reading import mark_read
from dugnad.asks.forms.answering import AdditionForm, AnswerForm
from dugnad.asks.models import Ask
from dugnad.asks.news import ANEW, ANSWER, STANDING, WORDS
from dugnad.asks.queries import page
from dugnad.asks.views import drawing
from dugnad.asks.views.called import told
from dugnad.asks.views.status import status, turns
from dugnad.kit.clock import now
from dugnad.kit.ids import new_key
from dugnad.ledger import topics
from dugnad.people.viewing import MemberRequest, member_only


# Compressed, for a thread can be long and a line slow. Only this page is: it echoes nothing of a request beside what
# others must not read, so nobody can steer what its length tells (BREACH).
@gzip_page
@member_only
@require_safe
def ask(request: MemberRequest, ask_id: str) -> HttpResponse:
    """What is needed, where it stands, and every answer; with `news`, the pieces that have changed on an open page."""
    if "news" in request.GET:
        return news(request, ask_id, request.GET.getlist("news"))
    return show(request, ask_id)


def show(request: MemberRequest, ask_id: str, form: AnswerForm | AdditionForm | None = None) -> HttpResponse:
    """The page, with `form` in place of an empty one when an answer was not taken."""
    position = topics.here()  # before anything is read, so that nothing falls between the page and its stream
    facts = _read(request, ask_id)
    found = facts.ask
    rows = page.answers(request.user, found)
    can = turns(request.user, found)
    said = sum(row.author_id == request.user.pk for row in rows)
    context = {
        "ask": found,
        "facts": facts,
        "can": can,
        "status": status(request.user, found),
        "called": told(request.user, found),
        "words": drawing.words(found),
        "count": count_of(rows),
        "answers": [drawing.answer(request.user, found, row) for row in rows],
        "reply": reply(request, found, said, form) if can.answer else "",
        "parts": list(parts.drawn(request.user, found)),
        "here": "circles",
        "live": topics.address("ask", found.pk, position),
        "made": now(),
    }
    return render(request, "asks/ask.html", context, status=422 if form else 200)


def news(request: MemberRequest, ask_id: str, asked: list[str]) -> HttpResponse:
    """What has changed: each of `asked` is what a stream called it, a dot, and the id of what it is about."""
    facts = _read(request, ask_id)
    kinds = {kind for kind, _dot, _about in (one.partition(".") for one in asked)}
    rows, can = page.answers(request.user, facts.ask), turns(request.user, facts.ask)
    shown = rows if ANEW in kinds else [row for row in rows if f"{ANSWER}.{row.pk}" in asked]
    said = sum(row.author_id == request.user.pk for row in rows)
    stands = bool(kinds & {ANEW, STANDING})
    context = {
        "ask": facts.ask,
        "facts": facts,
        "can": can,
        "status": status(request.user, facts.ask),
        "called": told(request.user, facts.ask),
        "words": drawing.words(facts.ask) if kinds & {ANEW, WORDS} else "",
        "count": count_of(rows),
        "answers": [drawing.answer(request.user, facts.ask, row) for row in shown],
        "reply": reply(request, facts.ask, said) if stands and can.answer else "",
        "parts": list(parts.drawn(request.user, facts.ask)) if stands else [],
    }
    return HttpResponse(render_to_string("asks/news.html", context))


def _read(request: MemberRequest, ask_id: str) -> page.AskFacts:
    """The ask, read up to this moment, or 404."""
    facts = page.facts(request.user, ask_id)
    if facts is None:
        raise Http404
    if facts.news:
        mark_read(by=request.user, ask=facts.ask, until=facts.ask.active_at)
    return facts


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
