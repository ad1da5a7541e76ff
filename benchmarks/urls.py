from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import include, path


def bare(request: HttpRequest) -> HttpResponse:
    """A template with one variable, through all middleware, without a question to the database."""
    return HttpResponse(render_to_string("benchmarks/bare.html", {"path": request.path}))


urlpatterns = [path("bare/", bare), path("", include("dugnad.urls"))]

handler404 = "dugnad.web.views.errors.not_found"
handler500 = "dugnad.web.views.errors.server_error"
