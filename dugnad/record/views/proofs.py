"""Proofs and hashes, for whoever checks: they tell nothing of what is in an entry, so everybody may have them."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from dugnad.record.queries import tree
from dugnad.record.queries.heads import signed_size

TILE = re.compile(r"((?:x[0-9]{3}/){0,4}[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")
WIDTH = 256


@require_safe
def record_inclusion(request: HttpRequest, entry_index: int, tree_size: int) -> HttpResponse:
    """That the entry is under the root over so many."""
    return _proof(lambda: tree.inclusion_proof(entry_index, tree_size), tree_size)


@require_safe
def record_consistency(request: HttpRequest, older: int, newer: int) -> HttpResponse:
    """That the root over the newer size goes on from the older."""
    return _proof(lambda: tree.consistency_proof(older, newer), newer)


@require_safe
def record_tile(request: HttpRequest, level: int, place: str) -> HttpResponse:
    """Hashes of a level as C2SP tlog-tiles has them: 256 in a file, or as many as there are."""
    told = TILE.fullmatch(place)
    if not told or level > 7:
        raise Http404
    number, width = int(told[1].replace("x", "").replace("/", "")), int(told[2] or WIDTH)
    begin = number * WIDTH
    if width > WIDTH or (told[2] and width == WIDTH) or begin + width > signed_size() >> 8 * level:
        raise Http404
    wanted = [(8 * level, at) for at in range(begin, begin + width)]
    known = tree.kept(wanted)
    return HttpResponse(b"".join(known[one] for one in wanted), content_type="application/octet-stream")


def _proof(made: Callable[[], list[bytes]], size: int) -> HttpResponse:
    if size > signed_size():
        raise Http404
    try:
        return JsonResponse({"size": size, "proof": [one.hex() for one in made()]})
    except ValueError as none:
        raise Http404 from none
