"""The addresses of a campaign itself: its page, its words, its phases, its targets and its ladder."""

from __future__ import annotations

from django.urls import URLPattern, path

from dugnad.campaigns.views import (
    feed,
    lists,
    organising,
    origins,
    page,
    phases,
    replies,
    reporting,
    rungs,
    starting,
    targets,
)

patterns: list[URLPattern] = [
    path("campaigns/", lists.campaigns, name="campaigns"),
    path("campaigns/start/", starting.campaign_where, name="campaign_where"),
    path("circles/<str:circle_id>/campaigns/", lists.circle_campaigns, name="circle_campaigns"),
    path("circles/<str:circle_id>/campaigns/new/", starting.campaign_new, name="campaign_new"),
    path("campaigns/from/<slug:kind>/<str:thing_id>/", origins.campaign_from, name="campaign_from"),
    path("campaigns/origins/<str:origin_id>/", origins.origin, name="origin"),
    path("campaigns/<str:campaign_id>/", page.campaign, name="campaign"),
    path("campaigns/<str:campaign_id>/feed.atom", feed.campaign_feed, name="campaign_feed"),
    path("campaigns/<str:campaign_id>/edit/", starting.campaign_edit, name="campaign_edit"),
    path("campaigns/<str:campaign_id>/copy/", starting.campaign_copy, name="campaign_copy"),
    path("campaigns/<str:campaign_id>/report/", reporting.campaign_report, name="campaign_report"),
    path("campaigns/<str:campaign_id>/organise/", organising.campaign_organise, name="campaign_organise"),
    path("campaigns/<str:campaign_id>/organisers/", organising.organiser_add, name="organiser_add"),
    path("campaigns/<str:campaign_id>/organisers/answer/", organising.organiser_answer, name="organiser_answer"),
    path(
        "campaigns/<str:campaign_id>/organisers/<int:organiser_id>/remove/",
        organising.organiser_remove,
        name="organiser_remove",
    ),
    path("campaigns/<str:campaign_id>/open/", phases.campaign_open, name="campaign_open"),
    path("campaigns/<str:campaign_id>/deliver/", phases.campaign_deliver, name="campaign_deliver"),
    path("campaigns/<str:campaign_id>/close/", phases.campaign_close, name="campaign_close"),
    path("campaigns/<str:campaign_id>/reopen/", phases.campaign_reopen, name="campaign_reopen"),
    path("campaigns/<str:campaign_id>/outcome/", phases.campaign_outcome, name="campaign_outcome"),
    path("campaigns/<str:campaign_id>/targets/", targets.target_new, name="target_new"),
    path("campaigns/<str:campaign_id>/rungs/", rungs.rung_new, name="rung_new"),
    path("targets/<str:target_id>/", targets.target_edit, name="target_edit"),
    path("targets/<str:target_id>/remove/", targets.target_remove, name="target_remove"),
    path("targets/<str:target_id>/address/", targets.target_address, name="target_address"),
    path("targets/<str:target_id>/reply/", replies.reply_new, name="reply_new"),
    path("rungs/<str:rung_id>/edit/", rungs.rung_edit, name="rung_edit"),
    path("rungs/<str:rung_id>/turn/", rungs.rung_turn, name="rung_turn"),
    path("replies/<str:reply_id>/", replies.reply, name="reply"),
]
