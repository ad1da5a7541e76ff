"""Heads, for programs and for paper."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from dugnad.record.models import Head
from dugnad.record.origin import own_key
from dugnad.record.queries.heads import newest
from dugnad.record.queries.witnesses import cosigned

PLAIN = "text/plain; charset=utf-8"


@require_safe
def record_checkpoint(request: HttpRequest) -> HttpResponse:
    """The last head as C2SP tlog-checkpoint has it, with the signatures of witnesses that there are."""
    return HttpResponse(cosigned(the_head()), content_type=PLAIN)


@require_safe
def record_head(request: HttpRequest) -> HttpResponse:
    """The same as JSON; 204 before the first: a page that looks for it is no page with a mistake."""
    head, key = newest(), own_key()
    if head is None:
        return HttpResponse(status=204)
    told = {"origin": key.name, "size": head.size, "root": bytes(head.root).hex(), "note": head.note, "key": key.told}
    return JsonResponse({**told, "made_at": head.made_at.isoformat()})


@require_safe
def record_picture(request: HttpRequest) -> HttpResponse:
    """The head as a picture that a telephone can read from the screen, or from paper."""
    text = the_head().note.partition("\n\n")[0]
    return HttpResponse(_drawn(text), content_type="image/svg+xml")


def the_head() -> Head:
    """The last one, or 404."""
    head = newest()
    if head is None:
        raise Http404
    return head


@lru_cache(maxsize=2)
def _drawn(text: str) -> bytes:
    import qrcode  # type: ignore[import-untyped]  # it has none; here only, or every page process would carry it
    from qrcode.image.svg import SvgPathFillImage  # type: ignore[import-untyped]  # nor here

    drawn = BytesIO()
    qrcode.make(text, image_factory=SvgPathFillImage).save(drawn)
    return drawn.getvalue()
