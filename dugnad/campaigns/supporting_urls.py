"""The addresses of what supporters agreed to and are told, and of the lists they come in and go out with."""

from __future__ import annotations

from django.urls import URLPattern, path

from dugnad.campaigns.views import consents, updates
from dugnad.campaigns.views import lists_of_supporters as lists

patterns: list[URLPattern] = [
    path("consents/", consents.consents_ask, name="consents_ask"),
    path("consents/<str:token>/", consents.consents, name="consents"),
    path("updates/stop/<str:token>/", consents.updates_stop, name="updates_stop"),
    path("updates/<str:update_id>/", updates.update, name="update"),
    path("updates/<str:update_id>/hold-back/", updates.update_hold_back, name="update_hold_back"),
    path("campaigns/<str:campaign_id>/updates/", updates.campaign_updates, name="campaign_updates"),
    path("campaigns/<str:campaign_id>/updates/new/", updates.update_new, name="update_new"),
    path("campaigns/<str:campaign_id>/lists/", lists.campaign_lists, name="campaign_lists"),
    path("campaigns/<str:campaign_id>/lists/export/", lists.supporters_export, name="supporters_export"),
    path("campaigns/<str:campaign_id>/lists/import/", lists.supporters_import, name="supporters_import"),
    path("lists/<str:draft_id>/", lists.supporters_import_draft, name="supporters_import_draft"),
]
