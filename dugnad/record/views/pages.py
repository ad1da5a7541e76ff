"""The record, for people."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dugnad.circles.models import Circle
from dugnad.circles.rules import reads
from dugnad.people.viewing import MemberRequest, member_only, viewer
from dugnad.record.models import Entry
from dugnad.record.origin import own_key
from dugnad.record.queries import showing
from dugnad.record.queries.heads import newest
from dugnad.record.queries.watching import witnesses
from dugnad.record.queries.witnesses import heard


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """What was decided, as far as whoever asks may read it, and how anybody checks it."""
    member = viewer(request)
    rows, older = showing.page(member, before=_before(request))
    context = {
        "rows": rows,
        "older": older,
        "head": newest(),
        "key": own_key().told,
        "witnesses": witnesses(),
        "heard": heard(),
    }
    return render(request, "record/record.html", context | {"here": "today", "member": member})


@member_only
@require_safe
def circle_record(request: MemberRequest, circle_id: str) -> HttpResponse:
    """The same of one circle, for those who read it."""
    circle = get_object_or_404(Circle.objects.filter(reads.which(request.user)), pk=circle_id)
    rows, older = showing.page(request.user, before=_before(request), circle=circle.pk)
    context = {"rows": rows, "older": older, "head": newest(), "circle": circle, "here": "circles"}
    return render(request, "record/circle.html", context)


@require_safe
def record_entry(request: HttpRequest, entry_index: int) -> HttpResponse:
    """One entry: what it says, and whether it is under a signed head."""
    member, entry = viewer(request), the_entry(request, entry_index)
    (one,) = showing.shown(member, [entry])
    head = newest()
    context = {
        "one": one,
        "entry": entry,
        "decided": showing.decided(entry),
        "leaf": bytes(entry.leaf).hex(),
        "head": head if head and head.size > entry.index else None,
        "key": own_key().told,
        "here": "today",
    }
    return render(request, "record/entry.html", context)


def the_entry(request: HttpRequest, index: int) -> Entry:
    """The entry that whoever asks may read, or 404."""
    return get_object_or_404(Entry.objects.visible_to(viewer(request)).select_related("act"), pk=index)


def _before(request: HttpRequest) -> int | None:
    told = request.GET.get("before", "")
    if told and not (told.isdecimal() and len(told) < 18):
        raise Http404
    return int(told) if told else None
