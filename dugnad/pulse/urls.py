"""The addresses of the pulse."""

from __future__ import annotations

from django.urls import path

from dugnad.pulse.views import care, counting, earlier, elsewhere, measures, mine, pulses

urlpatterns = [
    path("pulse/", pulses.pulse, name="pulse"),
    path("circles/<str:circle_id>/pulse/", pulses.circle_pulse, name="circle_pulse"),
    path("campaigns/<str:campaign_id>/pulse/", pulses.campaign_pulse, name="campaign_pulse"),
    path("pulse/mine/", mine.pulse_mine, name="pulse_mine"),
    path("me/pulse/", counting.me_pulse, name="me_pulse"),
    path("pulse/earlier/", earlier.pulse_earlier, name="pulse_earlier"),
    path("circles/<str:circle_id>/pulse/earlier/", earlier.circle_pulse_earlier, name="circle_pulse_earlier"),
    path("campaigns/<str:campaign_id>/pulse/earlier/", earlier.campaign_pulse_earlier, name="campaign_pulse_earlier"),
    path("pulse/<str:release_id>/", earlier.pulse_release, name="pulse_release"),
    path("pulse/<str:release_id>/<slug:measure>/", measures.pulse_measure, name="pulse_measure"),
    path("pulse/<str:release_id>/<slug:measure>.csv", measures.pulse_csv, name="pulse_csv"),
    path("circles/<str:circle_id>/pulse/care/", care.circle_care, name="circle_care"),
    path("circles/<str:circle_id>/pulse/care/call/", care.circle_care_call, name="circle_care_call"),
    path("circles/<str:circle_id>/elsewhere/", elsewhere.circle_elsewhere, name="circle_elsewhere"),
    path("elsewhere/<str:deed_id>/attest/", elsewhere.elsewhere_attest, name="elsewhere_attest"),
    path("elsewhere/<str:deed_id>/take-back/", elsewhere.elsewhere_take_back, name="elsewhere_take_back"),
]
