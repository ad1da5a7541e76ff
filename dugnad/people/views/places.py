"""Looking up towns."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dugnad.people.queries.places import find
from dugnad.people.viewing import MemberRequest, member_only

NAME = re.compile(r"[a-zA-Z][\w-]{0,63}")


@require_safe
@member_only
def places(request: MemberRequest) -> HttpResponse:
    """The towns whose name begins with `q`; as choices for the field `field`, typed so far, when htmx asks."""
    field = request.GET.get("field", "")
    if not NAME.fullmatch(field):
        field = "q"
    text = request.GET.get("q") or request.GET.get(field, "")
    template = "people/place_choices.html" if request.headers.get("HX-Request") else "people/places.html"
    return render(request, template, {"places": find(text), "text": text, "name": field})
