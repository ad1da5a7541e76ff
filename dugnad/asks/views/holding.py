"""Taking an ask, handing it over, bringing it to an end and opening it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from dugnad.asks import rules
from dugnad.asks.actions import holding
from dugnad.asks.forms.answering import NoteForm
from dugnad.asks.models import Ask
from dugnad.asks.views.finding import posted, the_ask
from dugnad.kit.permission import Rule
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Turn:
    """A step that one says a word about: its page, and the action behind it."""

    heading: _StrPromise
    question: _StrPromise
    help: _StrPromise
    button: _StrPromise
    rule: Rule
    act: Callable[..., Ask]


HAND_OVER = Turn(
    _("You can’t finish this"),
    _("What should the next person know?"),
    _("How far you have come, what is agreed, what is still missing. Everybody who reads the ask sees it."),
    _("Hand it over"),
    rules.holds,
    holding.hand_over,
)
RESOLVE = Turn(
    _("Helped"),
    _("What came of it?"),
    _("Those who answered are glad to know. Everybody who reads the ask sees it."),
    _("Mark as helped"),
    rules.resolves,
    holding.resolve,
)
CLOSE = Turn(
    _("Close this ask"),
    _("Why is it closed?"),
    _("It is no longer needed, or it could not be done. Nobody can answer until it is opened again."),
    _("Close the ask"),
    rules.resolves,
    holding.close,
)


@member_only
@posted
def ask_take(request: MemberRequest, ask_id: str) -> HttpResponse:
    """Take an ask on."""
    ask = the_ask(request, ask_id)
    try:
        holding.take(by=request.user, ask=ask)
    except Refused as refused:
        messages.warning(request, str(refused.reason))
    return redirect("ask", ask.pk)


@member_only
@posted
def ask_reopen(request: MemberRequest, ask_id: str) -> HttpResponse:
    """Open an ask again."""
    ask = the_ask(request, ask_id)
    holding.reopen(by=request.user, ask=ask)
    return redirect("ask", ask.pk)


@member_only
@require_http_methods(["GET", "POST"])
def ask_hand_over(request: MemberRequest, ask_id: str) -> HttpResponse:
    """Give back what one has taken."""
    return _turn(request, ask_id, HAND_OVER)


@member_only
@require_http_methods(["GET", "POST"])
def ask_resolve(request: MemberRequest, ask_id: str) -> HttpResponse:
    """Say that the ask was helped."""
    return _turn(request, ask_id, RESOLVE)


@member_only
@require_http_methods(["GET", "POST"])
def ask_close(request: MemberRequest, ask_id: str) -> HttpResponse:
    """Close an ask."""
    return _turn(request, ask_id, CLOSE)


def _turn(request: MemberRequest, ask_id: str, turn: Turn) -> HttpResponse:
    ask = the_ask(request, ask_id)
    turn.rule.require(request.user, ask)
    form = NoteForm(request.POST if request.method == "POST" else None)
    form.fields["note"].label, form.fields["note"].help_text = turn.question, turn.help
    if form.is_valid():
        try:
            turn.act(by=request.user, ask=ask, note=form.cleaned_data["note"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("ask", ask.pk)
    context = {"form": form, "ask": ask, "turn": turn, "here": "circles"}
    return render(request, "asks/turn.html", context, status=422 if form.errors else 200)
