"""Addresses of a site so broken that even its error page cannot be made: no name leads anywhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from dugnad.web.views import errors


def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [path("broken/", broken)]
handler500 = errors.server_error
