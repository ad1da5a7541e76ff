"""The addresses of asks and answers, and of what is joined to them."""

from __future__ import annotations

from django.urls import URLPattern

from dugnad.asks.offer_urls import urlpatterns as offer_urls

asks: list[URLPattern] = []

urlpatterns = [*asks, *offer_urls]
