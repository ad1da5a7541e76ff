"""The addresses of signing."""

from __future__ import annotations

from django.urls import URLPattern, path

from dugnad.campaigns.views import receipts, signing, signing_desk

patterns: list[URLPattern] = [
    path("campaigns/<str:campaign_id>/sign/", signing.sign, name="sign"),
    path("campaigns/<str:campaign_id>/sign/sent/", signing.sign_sent, name="sign_sent"),
    path("campaigns/<str:campaign_id>/sign/receipts/", receipts.sign_receipts, name="sign_receipts"),
    path("campaigns/<str:campaign_id>/sign/receipts.txt", receipts.sign_leaves, name="sign_leaves"),
    path("campaigns/<str:campaign_id>/sign/desk/", signing_desk.sign_desk, name="sign_desk"),
    path("campaigns/<str:campaign_id>/sign/partners/", signing_desk.sign_partners, name="sign_partners"),
    path("campaigns/<str:campaign_id>/sign/sheets/new/", signing_desk.sign_sheet_new, name="sign_sheet_new"),
    path("signatures/sheets/<str:sheet_id>/", signing_desk.sign_sheet, name="sign_sheet"),
    path("signatures/alarms/<str:alarm_id>/", signing_desk.sign_alarm, name="sign_alarm"),
    path("signatures/confirm/<str:token>/", signing.sign_confirm, name="sign_confirm"),
    path("signatures/mine/<str:token>/", signing.sign_mine, name="sign_mine"),
]
