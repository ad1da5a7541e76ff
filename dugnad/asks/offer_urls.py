"""The addresses of offers and living answers."""

from __future__ import annotations

from django.urls import URLPattern, path

from dugnad.asks.views import living, offers

urlpatterns: list[URLPattern] = [
    path("offers/", offers.offers, name="offers"),
    path("circles/<str:circle_id>/offer/", offers.offer_new, name="offer_new"),
    path("offers/<str:offer_id>/", offers.offer, name="offer"),
    path("offers/<str:offer_id>/take/", offers.offer_take, name="offer_take"),
    path("offers/<str:offer_id>/edit/", offers.offer_edit, name="offer_edit"),
    path("offers/<str:offer_id>/end/", offers.offer_end, name="offer_end"),
    path("reservations/<str:reservation_id>/agree/", offers.reservation_agree, name="reservation_agree"),
    path("reservations/<str:reservation_id>/give-back/", offers.reservation_give_back, name="reservation_give_back"),
    path("asks/<str:ask_id>/distil/", living.living_new, name="living_new"),
    path("living/", living.living_answers, name="living_answers"),
    path("living/<str:living_id>/", living.living, name="living"),
    path("living/<str:living_id>/edit/", living.living_edit, name="living_edit"),
    path("living/<str:living_id>/history/", living.living_history, name="living_history"),
    path("living/<str:living_id>/confirm/", living.living_confirm, name="living_confirm"),
    path("living/<str:living_id>/retire/", living.living_retire, name="living_retire"),
]
