"""The page of the day, for those who are there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dugnad.gatherings import programme
from dugnad.gatherings.enums import KEPT_AFTER
from dugnad.gatherings.forms.coming import CodeForm
from dugnad.gatherings.queries import page as queries
from dugnad.gatherings.queries import sealed
from dugnad.gatherings.views.finding import door_or_404, gathering_for, the_occasion
from dugnad.gatherings.views.page import standing
from dugnad.kit.clock import now
from dugnad.people.viewing import viewer


@require_safe
def gathering_day(request: HttpRequest, gathering_id: str) -> HttpResponse:
    """What happens now, whom to call, what has changed: for a phone with little signal."""
    member, at = viewer(request), now()
    found = gathering_for(member, gathering_id)
    if found is None:
        return door_or_404(request)
    occasion = the_occasion(request, found)
    stand = queries.stand(member, found, occasion)
    lines = programme.read(occasion.programme, occasion.starts_at, occasion.ends_at, found.zone)
    context = {
        **standing(member, found, occasion, stand),
        "lines": [(line, line.is_now(at)) for line in lines],
        "numbers": programme.dials(sealed.numbers_of(occasion, at)) if stand.calls else [],
        "notes": sealed.notes_of(occasion),
        "code_form": CodeForm(),
        "takes_codes": stand.comes and queries.takes_codes(occasion, at),
        "until": occasion.ends_at + KEPT_AFTER,
        "made": at,
        "kept": at < occasion.ends_at + KEPT_AFTER,
        "here": "act",
    }
    answer = render(request, "gatherings/day.html", context)
    if context["kept"]:  # read by the service worker
        answer["X-Kept-Until"] = context["until"].isoformat()
    return answer
