"""The addresses of campaigns. Each part holds its own in a module `<part>_urls` with `patterns`: add a line here."""

from __future__ import annotations

from django.urls import URLPattern

from dugnad.campaigns import afresh_urls, frame_urls, pledging_urls, reaching_urls, signing_urls, supporting_urls

urlpatterns: list[URLPattern] = [
    *frame_urls.patterns,
    *afresh_urls.patterns,
    *reaching_urls.patterns,
    *supporting_urls.patterns,
    *signing_urls.patterns,
    *pledging_urls.patterns,
]
