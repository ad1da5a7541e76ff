"""The addresses of signals."""

from __future__ import annotations

from django.urls import path

from dugnad.signals import views

urlpatterns = [
    path("circles/<str:circle_id>/signals/", views.circle_signals, name="circle_signals"),
    path("signals/<str:signal_id>/put-away/", views.signal_put_away, name="signal_put_away"),
]
