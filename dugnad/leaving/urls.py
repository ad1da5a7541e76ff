"""The addresses of leaving."""

from __future__ import annotations

from django.urls import URLPattern, path

from dugnad.leaving.views import archive, leaving

urlpatterns: list[URLPattern] = [
    path("me/leaving/", leaving.leaving, name="leaving"),
    path("me/leaving/pack/", archive.pack, name="leaving_pack"),
    path("me/leaving/for-good/", leaving.for_good, name="leaving_for_good"),
    path("me/leaving/stay/", leaving.stay, name="leaving_stay"),
    path("me/leaving/archive/<str:archive_id>/", archive.archive, name="leaving_archive"),
    path("left/", leaving.left, name="left"),
]
