"""The addresses of protection."""

from __future__ import annotations

from django.urls import path

from dugnad.protection.views import protection

urlpatterns = [
    path("protected-circle/new/", protection.circle_new_protected, name="circle_new_protected"),
    path("circles/<str:circle_id>/protection/", protection.circle_protection, name="circle_protection"),
    path("circles/<str:circle_id>/safeguarding/", protection.circle_safeguarding, name="circle_safeguarding"),
    path("circles/<str:circle_id>/keeping/", protection.circle_keeping, name="circle_keeping"),
]
