"""The addresses of what members are told, and of letters."""

from __future__ import annotations

from django.urls import path

from dugnad.notify.views import inbox, incoming, operator, push, told

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/all-read/", inbox.inbox_all_read, name="inbox_all_read"),
    path("inbox/<str:notice_id>/", inbox.inbox_open, name="inbox_open"),
    path("me/told/", told.me_told, name="me_told"),
    path("me/told/again/", told.me_told_again, name="me_told_again"),
    path("me/push/", push.me_push, name="me_push"),
    path("me/push/<str:browser_id>/end/", push.me_push_end, name="me_push_end"),
    path("service-worker.js", push.service_worker, name="service_worker"),
    path("letters/stop/<str:token>/", told.letters_stop, name="letters_stop"),
    path("letters/held/<str:token>/", incoming.answer_held, name="answer_held"),
    path("operator/letters/", operator.operator_letters, name="operator_letters"),
    path("operator/letters/<slug:name>/", operator.operator_letter, name="operator_letter"),
    path("operator/letters/<str:letter_id>/again/", operator.operator_letter_again, name="operator_letter_again"),
]
