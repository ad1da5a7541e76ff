"""Entries for programs, receipts, and the whole record as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from dugnad.people.viewing import viewer
from dugnad.record.enums import MOST_AT_ONCE
from dugnad.record.queries import handing_out
from dugnad.record.queries.heads import signed_size
from dugnad.record.views.heads import the_head
from dugnad.record.views.pages import the_entry


@require_safe
def record_entries(request: HttpRequest, first: int, last: int) -> HttpResponse:
    """Some of them, those of a signed head."""
    if not first <= last < signed_size() or last - first >= MOST_AT_ONCE:
        raise Http404
    return JsonResponse({"entries": list(handing_out.entries(viewer(request), first, last))})


@require_safe
def record_receipt(request: HttpRequest, entry_index: int) -> HttpResponse:
    """All that is needed to check one entry without us; with `?me`, also that it was whoever asks."""
    entry, head = the_entry(request, entry_index), the_head()
    if head.size <= entry.index:
        raise Http404
    told = handing_out.receipt(entry, head, viewer(request) if "me" in request.GET else None)
    response = JsonResponse(told, json_dumps_params={"indent": 1})
    response["Content-Disposition"] = f'attachment; filename="receipt-{entry.index}.json"'
    return response


@require_safe
def record_export(request: HttpRequest) -> HttpResponseBase:
    """All of it, as lines of JSON: what may be read, and of everything else the hash."""
    lines = handing_out.export(viewer(request), the_head())
    response = StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="record.jsonl"'
    return response
