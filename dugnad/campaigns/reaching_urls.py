"""The addresses of letters, telephone calls and articles."""

from __future__ import annotations

from django.urls import URLPattern, path

from dugnad.campaigns.views import (
    articles,
    clippings,
    letter_paper,
    letters,
    letters_leaving,
    letters_read,
    phoning,
    pitches,
    speaking,
    writing,
)

patterns: list[URLPattern] = [
    path("write/<str:write_id>/", writing.letter_begin, name="letter_begin"),
    path("write/<str:write_id>/prepare/", letters_read.letters_prepare, name="letters_prepare"),
    path("write/<str:write_id>/letters/", letters_read.letters_sent, name="letters_sent"),
    path("letter/confirm/<str:token>/", letters_leaving.letter_confirm, name="letter_confirm"),
    path("letter/<str:letter_key>/", letters.letter, name="letter"),
    path("letter/<str:letter_key>/send/", letters_leaving.letter_send, name="letter_send"),
    path("letter/<str:letter_key>/show/", letters.letter_show, name="letter_show"),
    path("letter/<str:letter_key>/discard/", letters.letter_discard, name="letter_discard"),
    path("letter/<str:letter_key>/print/", letter_paper.letter_print, name="letter_print"),
    path("letter/<str:letter_key>/pdf/", letter_paper.letter_pdf, name="letter_pdf"),
    path("phone/<str:phone_id>/", phoning.phone, name="phone"),
    path("phone/<str:phone_id>/prepare/", phoning.phone_prepare, name="phone_prepare"),
    path("phone/<str:phone_id>/calls/", phoning.phone_notes, name="phone_notes"),
    path("phone/<str:phone_id>/<str:target_id>/", phoning.phone_call, name="phone_call"),
    path("phone/<str:phone_id>/<str:target_id>/line/", phoning.phone_line, name="phone_line"),
    path("articles/<str:article_id>/", articles.article, name="article"),
    path("articles/<str:article_id>/new/", pitches.pitch_new, name="pitch_new"),
    path("articles/<str:article_id>/printed/", clippings.clipping_new, name="clipping_new"),
    path("articles/<str:article_id>/speakers/", speaking.speaker_ask, name="speaker_ask"),
    path("pitches/<str:pitch_id>/", pitches.pitch, name="pitch"),
    path("pitches/<str:pitch_id>/hold/", pitches.pitch_hold, name="pitch_hold"),
    path("pitches/<str:pitch_id>/let-go/", pitches.pitch_let_go, name="pitch_let_go"),
    path("pitches/<str:pitch_id>/move/", pitches.pitch_move, name="pitch_move"),
    path("speaking/<str:spokesperson_id>/", speaking.speaker, name="speaker"),
    path("speaking/<str:spokesperson_id>/no/", speaking.speaker_no, name="speaker_no"),
]
