"""The sealed part of an ask. Its text is only ever in the answer to the POST that opened it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from dugnad.asks import rules
from dugnad.asks.actions import sealing
from dugnad.asks.models import Letting, SealedPart
from dugnad.asks.queries import sealed as queries
from dugnad.asks.views.finding import the_ask
from dugnad.asks.views.status import turns
from dugnad.circles.rules import tends_its_circle
from dugnad.kit.clock import now
from dugnad.people.models import Member
from dugnad.people.viewing import MemberRequest, member_only


@member_only
@require_safe
def sealed(request: MemberRequest, ask_id: str) -> HttpResponse:
    """What everybody who reads the ask may know of it; for the asker, who wants to read it and who has."""
    return _page(request, _part(request, ask_id))


@member_only
def sealed_want(request: MemberRequest, ask_id: str) -> HttpResponse:
    """Ask to read it."""
    part = _part(request, ask_id)
    if request.method == "POST":
        sealing.want_to_read(by=request.user, part=part)
    return redirect("sealed", ask_id)


@member_only
def sealed_let(request: MemberRequest, ask_id: str) -> HttpResponse:
    """Let somebody in, or not: `member` is their id, `let` is "in" or "no"."""
    part = _part(request, ask_id)
    if request.method == "POST":
        rules.is_asker.require(request.user, part)
        member = get_object_or_404(Member.objects.visible_to(request.user), pk=request.POST.get("member", ""))
        sealing.decide(by=request.user, part=part, member=member, let_in=request.POST.get("let") == "in")
    return redirect("sealed", ask_id)


@member_only
def sealed_open(request: MemberRequest, ask_id: str) -> HttpResponse:
    """Open it. Each opening by somebody else than the asker is recorded before the text is shown."""
    part = _part(request, ask_id)
    if request.method != "POST":
        return redirect("sealed", ask_id)
    text = sealing.open_part(by=request.user, part=part)
    return _page(request, part, text)


def _part(request: MemberRequest, ask_id: str) -> SealedPart:
    ask = the_ask(request, ask_id)
    part = SealedPart.objects.filter(ask=ask).first()
    if part is None:
        raise Http404
    part.ask = ask
    return part


def _page(request: MemberRequest, part: SealedPart, text: str | None = None) -> HttpResponse:
    ask = part.ask
    asker = rules.is_asker.can(request.user, part)
    lettings = queries.lettings(part) if asker else []
    context = {
        "ask": ask,
        "part": part,
        "asker": asker,
        "text": text,
        "gone": part.text is None or part.erase_at <= now(),
        "can": turns(request.user, ask),
        "letting": "" if asker else queries.letting_of(request.user, part),
        "lettings": lettings,
        "holder": _holder_to_let_in(asker, part, lettings),
        "tends": not asker and tends_its_circle.can(request.user, ask),
        "readings": queries.readings(part)[:200] if asker else [],
        "here": "circles",
    }
    return render(request, "asks/sealed.html", context)


def _holder_to_let_in(asker: bool, part: SealedPart, lettings: list[Letting]) -> Member | None:
    """Whoever holds the ask can be let in without asking."""
    holder = part.ask.held_by
    known = {letting.member_id for letting in lettings}
    return holder if asker and holder and holder.pk not in known else None
