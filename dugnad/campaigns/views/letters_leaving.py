"""How a letter leaves, and the link by which its writer says that it is theirs."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dugnad.campaigns import acting
from dugnad.campaigns.actions import sending_letters
from dugnad.campaigns.enums import LetterState, Way
from dugnad.campaigns.forms.letters import SendForm
from dugnad.campaigns.models import Letter
from dugnad.campaigns.queries import letters as queries
from dugnad.campaigns.queries import meter
from dugnad.campaigns.reaching_links import key_of, to_confirm
from dugnad.campaigns.views.letters import LETTERS, for_letter, shown
from dugnad.campaigns.views.writing import takes_more
from dugnad.kit.refusal import Refused


@for_letter
@require_http_methods(["GET", "POST"])
def letter_send(request: HttpRequest, letter: Letter) -> HttpResponse:
    """The letter as it leaves, and how."""
    if letter.state == LetterState.SENT:
        return redirect("letter", key_of(letter))
    form = SendForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        facts = form.cleaned_data
        try:
            sending_letters.send(letter=letter, way=Way(facts["way"]), reply_to=facts["reply_to"])
            return redirect("letter_send" if letter.state == LetterState.WAITING else "letter", key_of(letter))
        except Refused as refused:
            form.add_error(None, str(refused.reason))
    context = {
        **shown(letter),
        "form": form,
        "meter": meter.measured(letter),
        "whole": queries.whole(letter),
        "mailto": mailto(letter),
        "answers": queries.own_address(letter),
        "known": sending_letters.writer_of(letter) is not None,
        "open": takes_more(request, letter.rung),
    }
    return render(request, "campaigns/letter_send.html", context, status=422 if form.errors else 200)


def mailto(letter: Letter) -> str:
    """A link that opens the writer's own mail program with the letter in it (RFC 6068); empty without an address."""
    if letter.target is None or not letter.target.email:
        return ""
    body = queries.whole(letter).replace("\r\n", "\n").replace("\n", "\r\n")
    said = urlencode({"subject": letter.subject, "body": body}, quote_via=quote)
    return f"mailto:{quote(letter.target.email, safe='@')}?{said}"


@never_cache
@require_http_methods(["GET", "POST"])
def letter_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link in our letter: a last look, and one tap. Only the tap does anything."""
    found = get_object_or_404(LETTERS, pk=to_confirm(token))
    if request.method == "POST":
        _sent, supporter = sending_letters.confirm(letter=found)
        acting.remember(request, supporter, found.campaign)
        return redirect("letter", key_of(found))
    if found.state == LetterState.SENT:
        return redirect("letter", key_of(found))
    context = {**shown(found), "whole": queries.whole(found), "open": takes_more(request, found.rung)}
    return render(request, "campaigns/letter_confirm.html", context)
