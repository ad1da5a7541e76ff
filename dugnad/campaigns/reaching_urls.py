"""The addresses of letters, telephone calls and articles."""

from __future__ import annotations

from django.urls import URLPattern, path

from dugnad.campaigns.views import letters_read, writing

patterns: list[URLPattern] = [
    path("write/<str:write_id>/", writing.letter_begin, name="letter_begin"),
    path("write/<str:write_id>/prepare/", letters_read.letters_prepare, name="letters_prepare"),
    path("write/<str:write_id>/letters/", letters_read.letters_sent, name="letters_sent"),
    path("letter/confirm/<str:token>/", writing.letter_confirm, name="letter_confirm"),
    path("letter/<str:letter_key>/", writing.letter, name="letter"),
    path("letter/<str:letter_key>/send/", writing.letter_send, name="letter_send"),
    path("letter/<str:letter_key>/show/", writing.letter_show, name="letter_show"),
    path("letter/<str:letter_key>/discard/", writing.letter_discard, name="letter_discard"),
    path("letter/<str:letter_key>/print/", writing.letter_print, name="letter_print"),
]
