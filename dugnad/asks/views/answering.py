"""Answering an ask, changing an answer, thanking for it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dugnad.asks import rules
from dugnad.asks.actions import answering
from dugnad.asks.actions.reading import mark_read
from dugnad.asks.enums import Nature, Voice
from dugnad.asks.forms.answering import AdditionForm, AnswerForm, EditAnswerForm
from dugnad.asks.models import Answer, Ask
from dugnad.asks.queries import page
from dugnad.asks.views import drawing
from dugnad.asks.views.finding import is_fragment, posted, the_answer, the_ask
from dugnad.asks.views.page import count_of, reply, show
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


@member_only
@posted
def ask_answer(request: MemberRequest, ask_id: str) -> HttpResponse:
    """Answer an ask, or add to one's own."""
    ask = the_ask(request, ask_id)
    form = _form(request, ask)
    if form.is_valid():
        try:
            made = _send(request, ask, form)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            if is_fragment(request):
                return _arrived(request, ask, made)
            return redirect(f"{reverse('ask', args=[ask.pk])}#a-{made.pk}")
    if is_fragment(request):
        return HttpResponse(reply(request, ask, _said(request, ask), form), status=422)
    return show(request, ask_id, form)


def _form(request: MemberRequest, ask: Ask) -> AnswerForm | AdditionForm:
    if rules.is_author.can(request.user, ask):
        return AdditionForm(request.POST)
    return AnswerForm(request.POST, member=request.user, circle=ask.circle)


def _send(request: MemberRequest, ask: Ask, form: AnswerForm | AdditionForm) -> Answer:
    facts = form.cleaned_data
    nature = facts.get("nature")
    return answering.answer(
        by=request.user,
        ask=ask,
        text=facts["text"],
        form_key=facts["form_key"],
        nature=Nature(nature) if nature else None,
        voice=facts.get("voice", Voice.OWN),
        pseudonym=facts.get("pseudonym", ""),
    )


def _said(request: MemberRequest, ask: Ask) -> int:
    return ask.answers.filter(author=request.user).count()


def _arrived(request: MemberRequest, ask: Ask, made: Answer) -> HttpResponse:
    rows = page.answers(request.user, ask)
    row = next(row for row in rows if row.pk == made.pk)
    mark_read(by=request.user, ask=ask, until=made.created_at)
    context = {
        "reply": reply(request, ask, _said(request, ask)),
        "answer": drawing.answer(request.user, ask, row),
        "count": count_of(rows),
    }
    return HttpResponse(render_to_string("asks/arrived.html", context))


@member_only
@require_http_methods(["GET", "POST"])
def answer_edit(request: MemberRequest, answer_id: str) -> HttpResponse:
    """Other words for one's own answer."""
    answer = the_answer(request, answer_id)
    rules.edits_answer.require(request.user, answer)
    form = EditAnswerForm(request.POST or None, initial={"text": answer.text})
    if form.is_valid():
        answering.edit_answer(by=request.user, answer=answer, text=form.cleaned_data["text"])
        return _back(answer)
    context = {"form": form, "answer": answer, "ask": answer.ask, "here": "circles"}
    return render(request, "asks/answer_edit.html", context, status=422 if form.errors else 200)


@member_only
@posted
def ask_thank(request: MemberRequest, ask_id: str) -> HttpResponse:
    """Thank for asking."""
    ask = the_ask(request, ask_id)
    answering.thank_for_asking(by=request.user, ask=ask)
    return redirect("ask", ask.pk)


@member_only
def answer_thank(request: MemberRequest, answer_id: str) -> HttpResponse:
    """Thank for an answer."""
    answer = the_answer(request, answer_id)
    if request.method == "POST":
        answering.thank(by=request.user, answer=answer)
    return _shown(request, answer)


@member_only
def answer_helped(request: MemberRequest, answer_id: str) -> HttpResponse:
    """The asker says that this helped; `helped=no` takes it back."""
    answer = the_answer(request, answer_id)
    if request.method == "POST":
        answering.say_helped(by=request.user, answer=answer, helped=request.POST.get("helped") != "no")
    return _shown(request, answer)


def _shown(request: MemberRequest, answer: Answer) -> HttpResponse:
    if not is_fragment(request):
        return _back(answer)
    row = page.answer_row(request.user, answer)
    return HttpResponse(drawing.answer(request.user, answer.ask, row))


def _back(answer: Answer) -> HttpResponse:
    return redirect(f"{reverse('ask', args=[answer.ask_id])}#a-{answer.pk}")
