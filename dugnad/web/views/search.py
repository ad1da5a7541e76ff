"""Search across what I may see."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dugnad.circles.searching import find
from dugnad.people.viewing import MemberRequest, member_only

LONGEST = 200


@member_only
@require_safe
def search(request: MemberRequest) -> HttpResponse:
    """What the circles have said about a few words: nearest first."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    found = find(request.user, text) if text else []
    return render(request, "web/search.html", {"text": text, "found": found, "here": "search"})
