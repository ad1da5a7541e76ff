"""What somebody was told about a page is read once they have been there, by whatever way they came."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponseBase

from dugnad.kit.clock import now
from dugnad.notify.actions.notices import mark_page_read
from dugnad.people.viewing import viewer

log = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponseBase]
UNREAD_HERE = "unread_here"
"""Attribute of a request whose page's frame found something unread about this very page."""


class Visited:
    """Marks what is unread about the page that was just shown. Asks the database only when there is something."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer as it is. Reading goes on when the mark cannot be written: the page counts as new once more."""
        response = self.get_response(request)
        member = viewer(request) if getattr(request, UNREAD_HERE, False) and request.method == "GET" else None
        if member is not None and response.status_code == 200:
            try:
                mark_page_read(by=member, page=request.path, at=now())
            except OperationalError:
                log.warning("What was read could not be marked")
        return response
