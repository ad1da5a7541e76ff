"""Writing to a target: one's own words first, then the letter, then how it leaves."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dugnad.campaigns import acting, rules
from dugnad.campaigns.actions import letters, sending_letters
from dugnad.campaigns.enums import Feature, LetterState, RungKind, Way
from dugnad.campaigns.forms.letters import LetterForm, SendForm
from dugnad.campaigns.forms.writing import BeginForm
from dugnad.campaigns.models import Campaign, Letter, Rung
from dugnad.campaigns.models.doing import Person
from dugnad.campaigns.queries import aiming, meter
from dugnad.campaigns.queries import letters as queries
from dugnad.campaigns.reaching_links import key_of, letter_of, to_confirm
from dugnad.kit import networks
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from dugnad.people.viewing import viewer

LETTERS = Letter.objects.select_related(
    "campaign__circle", "rung__letter_guide", "target", "place", "member", "supporter"
)


def rung_of(request: HttpRequest, pk: str, kind: RungKind) -> Rung:
    """The rung of this kind in a campaign that whoever looks may read, or 404."""
    readable = Campaign.objects.visible_to(viewer(request))
    found = Rung.objects.filter(kind=kind, campaign__in=readable).select_related("campaign__circle")
    return get_object_or_404(found, pk=pk)


def takes_more(request: HttpRequest, rung: Rung) -> bool:
    """Whether one can do now what this rung is for."""
    return not rung.done and rules.may(viewer(request), rung.campaign, Feature.ACT)


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


@never_cache
@require_http_methods(["GET", "POST"])
def letter_begin(request: HttpRequest, write_id: str) -> HttpResponse:
    """One's own words first."""
    rung = rung_of(request, write_id, RungKind.WRITE)
    person = acting.person(request, rung.campaign)
    sent = request.POST if request.method == "POST" else None
    form = BeginForm(sent, known=person is not None, initial=_known(person))
    if form.is_valid():
        try:
            return redirect("letter", key_of(_begin(request, person, rung, form)))
        except Refused as refused:
            form.add_error(None, str(refused.reason))
    context = {
        "rung": rung,
        "campaign": rung.campaign,
        "form": form,
        "person": person,
        "open": takes_more(request, rung),
        "targets": aiming.aims(rung.campaign, None),
        "progress": queries.progress([rung])[rung.pk],
        "drafts": [(key_of(one), one) for one in queries.drafts_of(person, rung)] if isinstance(person, Member) else [],
        "organises": rules.organises.can(viewer(request), rung.campaign),
        "here": "act",
    }
    return render(request, "campaigns/letter_begin.html", context, status=422 if form.errors else 200)


def _known(person: Person | None) -> dict[str, object]:
    if person is None:
        return {}
    return {"name": person.handle if isinstance(person, Member) else person.name, "place": person.place}


def _begin(request: HttpRequest, person: Person | None, rung: Rung, form: BeginForm) -> Letter:
    facts = form.cleaned_data
    writer = letters.Writer(
        name=facts["name"],
        person=person,
        address=facts.get("email"),
        place=facts["place"],
        language=get_language() or "en",
        network=networks.of(request),
    )
    target = aiming.first(aiming.aims(rung.campaign, facts["place"]))
    return letters.begin(by=writer, rung=rung, own=facts["own"], target=target, form_key=facts["form_key"])


@for_letter
@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, letter: Letter) -> HttpResponse:
    """The letter, to be worked on; once sent, how it went."""
    if letter.state == LetterState.SENT:
        return render(request, "campaigns/letter_sent.html", _context(letter))
    guide, aims = meter.guide_of(letter.rung), aiming.aims(letter.campaign, letter.place)
    sent = request.POST if request.method == "POST" else None
    form = LetterForm(sent, aims=aims, points=guide.lines(), initial=_before(letter))
    if form.is_valid():
        try:
            letters.reword(letter=letter, wording=form.wording())
            return redirect(
                "letter" if "points" in request.POST or "keep" in request.POST else "letter_send", key_of(letter)
            )
        except Refused as refused:
            form.add_error(None, str(refused.reason))
    context = {**_context(letter), "form": form, "guide": guide, "meter": meter.measured(letter)}
    return render(request, "campaigns/letter.html", context, status=422 if form.errors else 200)


def _context(letter: Letter) -> dict[str, object]:
    return {"letter": letter, "key": key_of(letter), "campaign": letter.campaign, "rung": letter.rung, "here": "act"}


def _before(letter: Letter) -> dict[str, object]:
    facts = ("subject", "text", "writer_name", "shown")
    return {"target": letter.target_id, **{name: getattr(letter, name) for name in facts}}


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
        **_context(letter),
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
    context = {**_context(found), "whole": queries.whole(found), "open": takes_more(request, found.rung)}
    return render(request, "campaigns/letter_confirm.html", context)


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
