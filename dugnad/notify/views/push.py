"""Browsers that may be woken, and the service worker that is."""

from __future__ import annotations

import json
from pathlib import Path

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.notify.actions.push import leave_asleep, let_wake
from dugnad.notify.models import Browser
from dugnad.notify.push_keys import public_key
from dugnad.notify.queries.browsers import browsers
from dugnad.people.viewing import MemberRequest, member_only

WORKER = (Path(__file__).parent.parent / "static" / "notify" / "worker.js").read_text(encoding="utf-8")


@require_http_methods(["GET", "POST"])
@member_only
def me_push(request: MemberRequest) -> HttpResponse:
    """The browsers that are told, and a way to have this one told: a POST with the address that it gave."""
    refused = ""
    if request.method == "POST":
        key, endpoint = request.session.session_key or "", request.POST.get("endpoint", "")
        try:
            let_wake(by=request.user, session_key=key, endpoint=endpoint, at=now())
        except Refused as refusal:
            refused = str(refusal.reason)
        else:
            messages.success(request, _("This browser is told from now on."))
            return redirect("me_push")
    here = request.session.session_key or ""
    context = {"browsers": browsers(request.user, here), "key": public_key(), "refused": refused, "here": "me"}
    return render(request, "notify/me_push.html", context, status=422 if refused else 200)


@require_POST
@member_only
def me_push_end(request: MemberRequest, browser_id: str) -> HttpResponse:
    """Tell one of one's own browsers nothing more."""
    leave_asleep(by=request.user, browser=get_object_or_404(Browser, pk=browser_id, member=request.user))
    messages.success(request, _("That browser is told nothing any more."))
    return redirect("me_push")


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, in the visitor's language. It stands at the root, so that it may act for all pages here."""
    words = {
        "title": _("There is something new in Dugnad"),
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "icon": static("dugnad/icon.svg"),
        "inbox": reverse("inbox"),
        "style": static("dugnad/dugnad.css"),
        "away": _("This site cannot be reached"),
        "where": _("You may be without a network, or the site has moved. We said that we would be at one of these:"),
        "old": _("This list is old. Ask somebody you know before you trust it."),
        "leaving": [reverse("leave_site"), reverse("account_logout")],
    }
    script = f"const WORDS = {json.dumps(words)};\n{WORKER}"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})
