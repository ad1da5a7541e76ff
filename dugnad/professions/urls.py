"""The addresses of professions."""

from __future__ import annotations

from django.urls import path

from dugnad.professions.views import marks, professions

urlpatterns = [
    path("professions/", professions.professions, name="professions"),
    path("professions/<str:skill_id>/", professions.profession, name="profession"),
    path("professions/<str:skill_id>/terms/", professions.profession_terms, name="profession_terms"),
    path("profession-marks/<str:mark_id>/", marks.profession_mark, name="profession_mark"),
    path("profession-words/<str:word_id>/take-back/", marks.profession_word, name="profession_word"),
]
