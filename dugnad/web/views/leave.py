"""The way out for somebody who must not be seen here."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import logout
from django.db import Error as DatabaseAway
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST


# No token is asked for: a stale one must not keep a frightened person here. All that a forged request could
# do is end a session, and the session cookie (SameSite=Lax) does not travel with a POST from elsewhere.
@csrf_exempt
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the session, wipe what the browser keeps of us, and go to the exit address.

    With `quiet` in the form (our script, which has gone there already) the answer leads nowhere.
    """
    quiet = "quiet" in request.POST
    response = HttpResponse(status=204 if quiet else 303)
    if not quiet:
        response["Location"] = settings.CONFIG.exit_address
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    response["Cache-Control"] = "no-store"
    try:
        logout(request)
    except DatabaseAway:
        # The row stays until it expires, but the cookie that leads to it goes below. Leaving comes first.
        request.session = type(request.session)()
    for name in request.COOKIES:
        response.delete_cookie(name)
    return response
