"""The addresses of signing."""

from __future__ import annotations

from django.urls import URLPattern, path

from dugnad.campaigns.views import receipts, signing

patterns: list[URLPattern] = [
    path("campaigns/<str:campaign_id>/sign/", signing.sign, name="sign"),
    path("campaigns/<str:campaign_id>/sign/sent/", signing.sign_sent, name="sign_sent"),
    path("campaigns/<str:campaign_id>/sign/receipts/", receipts.sign_receipts, name="sign_receipts"),
    path("campaigns/<str:campaign_id>/sign/receipts.txt", receipts.sign_leaves, name="sign_leaves"),
    path("signatures/confirm/<str:token>/", signing.sign_confirm, name="sign_confirm"),
    path("signatures/mine/<str:token>/", signing.sign_mine, name="sign_mine"),
]
