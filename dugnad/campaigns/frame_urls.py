"""The addresses of a campaign itself: its page, its words, its phases, its targets and its ladder."""

from __future__ import annotations

from django.urls import URLPattern

patterns: list[URLPattern] = []
