"""Checking that a signature is counted once, and taking the whole list away."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dugnad.campaigns.queries import receipts as queries
from dugnad.campaigns.views.finding import the_campaign
from dugnad.kit.kept import kept_for_strangers

LONGEST = 200


@kept_for_strangers
@csrf_exempt  # it changes nothing, and needs no cookie; it is sent by POST to keep receipts out of addresses
@require_http_methods(["GET", "HEAD", "POST"])
def sign_receipts(request: HttpRequest, campaign_id: str) -> HttpResponse:
    """The latest list, its root, those before it, and where one's own receipt stands."""
    campaign = the_campaign(request, campaign_id)
    published = queries.latest(campaign)
    typed = request.POST.get("receipt", "")[:LONGEST] if request.method == "POST" else ""
    context = {
        "campaign": campaign,
        "published": published,
        "roots": queries.roots(campaign),
        "typed": typed,
        "found": queries.look_up(published, typed) if published and typed else None,
        "here": "act",
    }
    return render(request, "campaigns/sign_receipts.html", context)


@require_safe
def sign_leaves(request: HttpRequest, campaign_id: str) -> HttpResponseBase:
    """The list as a text file."""
    published = queries.latest(the_campaign(request, campaign_id))
    if published is None:
        raise Http404
    answer = StreamingHttpResponse(queries.as_text(published), content_type="text/plain; charset=ascii")
    answer["Content-Disposition"] = 'attachment; filename="receipts.txt"'
    return answer
