"""The addresses of the record. Below `record/`, those of C2SP tlog-tiles are where its readers expect them."""

from __future__ import annotations

from django.urls import URLPattern, path

from dugnad.record.views import entries, heads, pages, proofs, watching, witnesses

urlpatterns: list[URLPattern] = [
    path("record/", pages.record, name="record"),
    path("record/checkpoint", heads.record_checkpoint, name="record_checkpoint"),
    path("record/head/", heads.record_head, name="record_head"),
    path("record/head.svg", heads.record_picture, name="record_picture"),
    path("record/proof/inclusion/<int:entry_index>/<int:tree_size>/", proofs.record_inclusion, name="record_inclusion"),
    path("record/proof/consistency/<int:older>/<int:newer>/", proofs.record_consistency, name="record_consistency"),
    path("record/tile/<int:level>/<path:place>", proofs.record_tile, name="record_tile"),
    path("record/entries/<int:first>/<int:last>/", entries.record_entries, name="record_entries"),
    path("record/export/", entries.record_export, name="record_export"),
    path("record/witnessed/", watching.record_witnessed, name="record_witnessed"),
    path("record/cosigned/", witnesses.record_cosigned, name="record_cosigned"),
    path("record/witnesses/", witnesses.record_witnesses, name="record_witnesses"),
    path("record/witnesses/<int:witness_id>/end/", witnesses.record_witness_end, name="record_witness_end"),
    path("record/watching/", watching.record_watching, name="record_watching"),
    path("record/watching/<int:watched_id>/end/", watching.record_unwatch, name="record_unwatch"),
    path("record/<int:entry_index>/", pages.record_entry, name="record_entry"),
    path("record/<int:entry_index>/receipt/", entries.record_receipt, name="record_receipt"),
    path("circles/<str:circle_id>/record/", pages.circle_record, name="circle_record"),
]
