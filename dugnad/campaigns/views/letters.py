"""A letter of one's own, to be worked on and kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dugnad.campaigns.actions import letters
from dugnad.campaigns.enums import LetterState
from dugnad.campaigns.forms.letters import LetterForm
from dugnad.campaigns.models import Letter
from dugnad.campaigns.queries import aiming, meter
from dugnad.campaigns.reaching_links import key_of, letter_of
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import viewer

LETTERS = Letter.objects.select_related(
    "campaign__circle", "rung__letter_guide", "target", "place", "member", "supporter"
)


def for_letter(view: Callable[[HttpRequest, Letter], HttpResponse]) -> Callable[..., HttpResponse]:
    """Give `view` the letter of the address if it is the writer's, or answer 404."""

    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, letter_key: str) -> HttpResponse:
        member = viewer(request)
        found = LETTERS.filter(pk=letter_key, member=member).first() if member else None
        found = found or LETTERS.filter(pk=letter_of(letter_key, at=now()), member=None).first()
        if found is None:
            raise Http404
        return view(request, found)

    return wrapped


@for_letter
@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, letter: Letter) -> HttpResponse:
    """The letter, to be worked on; once sent, how it went."""
    if letter.state == LetterState.SENT:
        return render(request, "campaigns/letter_sent.html", shown(letter))
    guide, aims = meter.guide_of(letter.rung), aiming.aims(letter.campaign, letter.place)
    sent = request.POST if request.method == "POST" else None
    form = LetterForm(sent, aims=aims, points=guide.lines(), initial=_before(letter))
    if form.is_valid():
        try:
            letters.reword(letter=letter, wording=form.wording())
            return redirect("letter" if "keep" in request.POST else "letter_send", key_of(letter))
        except Refused as refused:
            form.add_error(None, str(refused.reason))
    context = {**shown(letter), "form": form, "guide": guide, "meter": meter.measured(letter)}
    return render(request, "campaigns/letter.html", context, status=422 if form.errors else 200)


def shown(letter: Letter) -> dict[str, object]:
    """What every page of a letter needs."""
    return {"letter": letter, "key": key_of(letter), "campaign": letter.campaign, "rung": letter.rung, "here": "act"}


def _before(letter: Letter) -> dict[str, object]:
    facts = ("subject", "text", "writer_name", "shown")
    return {"target": letter.target_id, **{name: getattr(letter, name) for name in facts}}


@for_letter
@require_POST
def letter_show(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Let everybody read it, or not any more."""
    letters.show(letter=letter, shown=request.POST.get("shown") == "yes")
    return redirect("letter", key_of(letter))


@for_letter
@require_POST
def letter_discard(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Throw a draft away."""
    letters.discard(letter=letter)
    messages.info(request, _("The draft is gone."))
    return redirect("letter_begin", letter.rung_id)
