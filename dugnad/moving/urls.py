"""The addresses of moving and being found."""

from __future__ import annotations

from django.urls import URLPattern, path

from dugnad.moving.views import addresses, backups, bundle

urlpatterns: list[URLPattern] = [
    path("addresses/", addresses.addresses, name="addresses"),
    path("addresses/print/", addresses.addresses_text, name="addresses_text"),
    path("addresses/signed/", addresses.addresses_signed, name="addresses_signed"),
    path("circles/<str:circle_id>/bundle/", bundle.bundle_of_circle, name="bundle_of_circle"),
    path("operator/addresses/", addresses.operator_addresses, name="operator_addresses"),
    path("operator/backups/", backups.operator_backups, name="operator_backups"),
]
