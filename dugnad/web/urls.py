"""The addresses of the shell."""

from __future__ import annotations

from django.urls import URLPattern, path

from dugnad.web.views import act, language, leave, operator, search, security, setup, today

urlpatterns: list[URLPattern] = [
    path("", today.today, name="today"),
    path("act/", act.act, name="act"),
    path("search/", search.search, name="search"),
    path("operator/", operator.operator, name="operator"),
    path("operator/parked/<int:held_id>/", operator.operator_try_again, name="operator_try_again"),
    path("operator/followers/<slug:follower>/", operator.operator_try_all, name="operator_try_all"),
    path("setup/", setup.setup, name="setup"),
    path("leave/", leave.leave, name="leave_site"),
    path(".well-known/security.txt", security.security_txt, name="security_txt"),
    path("language/", language.language, name="set_language"),
]
