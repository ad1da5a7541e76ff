"""The addresses that open pages of strangers ask again and again."""

from __future__ import annotations

from django.urls import URLPattern, path

from dugnad.campaigns.views import afresh

patterns: list[URLPattern] = [
    path("campaigns/<str:campaign_id>/afresh/", afresh.campaign_afresh, name="campaign_afresh"),
    path("pledges/<str:pledging_id>/afresh/", afresh.pledge_afresh, name="pledge_afresh"),
]
