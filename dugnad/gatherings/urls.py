"""The addresses of gatherings and calendars."""

from __future__ import annotations

from django.urls import URLPattern, path

from dugnad.gatherings.views import after, calendars, calling, coming, day, desk, feeds, lists, moving, page

urlpatterns: list[URLPattern] = [
    path("gatherings/", lists.gatherings, name="gatherings"),
    path("gatherings/new/", calling.gathering_new, name="gathering_new"),
    path("gatherings/calendars/", feeds.calendar_feeds, name="calendar_feeds"),
    path("gatherings/calendars/<str:feed_id>/end/", feeds.calendar_end, name="calendar_end"),
    path("gatherings/<str:gathering_id>/", page.gathering, name="gathering"),
    path("gatherings/<str:gathering_id>/edit/", calling.gathering_edit, name="gathering_edit"),
    path("gatherings/<str:gathering_id>/move/", moving.gathering_move, name="gathering_move"),
    path("gatherings/<str:gathering_id>/cancel/", moving.gathering_cancel, name="gathering_cancel"),
    path("gatherings/<str:gathering_id>/coming/", coming.gathering_coming, name="gathering_coming"),
    path("gatherings/<str:gathering_id>/roles/<str:duty_id>/", coming.gathering_role, name="gathering_role"),
    path("gatherings/<str:gathering_id>/check-in/", coming.gathering_check_in, name="gathering_check_in"),
    path("gatherings/<str:gathering_id>/day/", day.gathering_day, name="gathering_day"),
    path("gatherings/<str:gathering_id>/desk/", desk.gathering_desk, name="gathering_desk"),
    path("gatherings/<str:gathering_id>/tell/", desk.gathering_tell, name="gathering_tell"),
    path("gatherings/<str:gathering_id>/after/", after.gathering_after, name="gathering_after"),
    path("gatherings/<str:gathering_id>/gathering.ics", calendars.gathering_ics, name="gathering_ics"),
    path("circles/<str:circle_id>/gatherings/", lists.circle_gatherings, name="circle_gatherings"),
    path("calendar/<str:token>.ics", calendars.calendar, name="calendar"),
]
