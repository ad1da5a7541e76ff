"""Articles: what was printed is for everybody; who writes what to whom is for the circle."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dugnad.campaigns import rules, taking_part
from dugnad.campaigns.enums import RungKind
from dugnad.campaigns.models import Rung
from dugnad.campaigns.queries import articles as queries
from dugnad.campaigns.views.writing import rung_of
from dugnad.circles.rules import belongs_to_its_circle
from dugnad.kit.pages import page
from dugnad.people.models import Member
from dugnad.people.viewing import viewer


@never_cache
@require_safe
def article(request: HttpRequest, article_id: str) -> HttpResponse:
    """What was printed; and for the circle, what is being written and who speaks."""
    rung, member = rung_of(request, article_id, RungKind.ARTICLE), viewer(request)
    clippings = queries.clippings(rung, member)
    found = page(clippings, keys=("-printed_on", "-id"), after=request.GET.get("after"))
    context = {
        "rung": rung,
        "campaign": rung.campaign,
        "progress": queries.progress([rung])[rung.pk],
        "found": found,
        "next": f"?after={found.next}" if found.next else "",
        "here": "act",
        **(_inside(rung, member) if member else {}),
    }
    return render(request, "campaigns/article.html", context)


def _inside(rung: Rung, member: Member) -> dict[str, object]:
    """What is for members of the circle."""
    if not belongs_to_its_circle.can(member, rung.campaign):
        return {}
    organises = rules.organises.can(member, rung.campaign)
    return {
        "inside": True,
        "member": member,
        "organises": organises,
        "may": taking_part.may(member, rung),
        "pitches": queries.pitches(rung, member).order_by("-changed_at", "-pk")[:100],
        "speakers": queries.speakers(rung, member),
        "willing": queries.supporters_who_speak(rung) if organises else [],
    }
