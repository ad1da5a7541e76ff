"""The addresses of asks and answers, and of what is joined to them."""

from __future__ import annotations

from django.urls import URLPattern, path

from dugnad.asks.offer_urls import urlpatterns as offer_urls
from dugnad.asks.views import answering, asking, calls, holding, kinds, lists, page, pictures, sealed

asks: list[URLPattern] = [
    path("ask/", asking.ask_where, name="ask_where"),
    path("circles/<str:circle_id>/ask/", asking.ask_new, name="ask_new"),
    path("circles/<str:circle_id>/asks/", lists.circle_asks, name="circle_asks"),
    path("asks/<str:ask_id>/", page.ask, name="ask"),
    path("asks/<str:ask_id>/edit/", asking.ask_edit, name="ask_edit"),
    path("asks/<str:ask_id>/answer/", answering.ask_answer, name="ask_answer"),
    path("asks/<str:ask_id>/thank/", answering.ask_thank, name="ask_thank"),
    path("asks/<str:ask_id>/take/", holding.ask_take, name="ask_take"),
    path("asks/<str:ask_id>/hand-over/", holding.ask_hand_over, name="ask_hand_over"),
    path("asks/<str:ask_id>/helped/", holding.ask_resolve, name="ask_resolve"),
    path("asks/<str:ask_id>/close/", holding.ask_close, name="ask_close"),
    path("asks/<str:ask_id>/reopen/", holding.ask_reopen, name="ask_reopen"),
    path("asks/<str:ask_id>/pictures/<str:picture_id>/", pictures.ask_picture, name="ask_picture"),
    path("asks/<str:ask_id>/sealed/", sealed.sealed, name="sealed"),
    path("asks/<str:ask_id>/sealed/want/", sealed.sealed_want, name="sealed_want"),
    path("asks/<str:ask_id>/sealed/let/", sealed.sealed_let, name="sealed_let"),
    path("asks/<str:ask_id>/sealed/open/", sealed.sealed_open, name="sealed_open"),
    path("answers/<str:answer_id>/edit/", answering.answer_edit, name="answer_edit"),
    path("answers/<str:answer_id>/thank/", answering.answer_thank, name="answer_thank"),
    path("answers/<str:answer_id>/helped/", answering.answer_helped, name="answer_helped"),
    path("calls/", calls.calls, name="calls"),
    path("calls/<str:call_id>/", calls.call, name="call"),
    path("calls/<str:call_id>/accept/", calls.call_accept, name="call_accept"),
    path("calls/<str:call_id>/decline/", calls.call_decline, name="call_decline"),
    path("calls/<str:call_id>/pass-on/", calls.call_pass_on, name="call_pass_on"),
    path("movement/kinds/", kinds.kinds, name="kinds"),
]

urlpatterns = [*asks, *offer_urls]
