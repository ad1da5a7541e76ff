"""The addresses of terms and elections."""

from __future__ import annotations

from django.urls import URLPattern, path

from dugnad.elections.views import board, page

urlpatterns: list[URLPattern] = [
    path("circles/<str:circle_id>/elections/", board.circle_elections, name="circle_elections"),
    path("circles/<str:circle_id>/elections/call/", board.election_call, name="election_call"),
    path("circles/<str:circle_id>/elections/ask/", board.election_ask, name="election_ask"),
    path("circles/<str:circle_id>/elections/term/", board.circle_term, name="circle_term"),
    path("elections/<str:election_id>/", page.election, name="election"),
    path("elections/<str:election_id>/stand/", page.election_stand, name="election_stand"),
    path("elections/<str:election_id>/propose/", page.election_propose, name="election_propose"),
    path("elections/<str:election_id>/vote/", page.election_vote, name="election_vote"),
]
