"""The addresses of reports, cases, decisions and appeals."""

from __future__ import annotations

from django.urls import path

from dugnad.safety.views import appeals, cases, concerned, deciding, log, looking_after, pictures, reporting

urlpatterns = [
    path("report/<str:kind>/<str:thing_id>/", reporting.report, name="report"),
    path("reports/", reporting.reports, name="reports"),
    path("circles/<str:circle_id>/cases/", cases.circle_cases, name="circle_cases"),
    path("circles/<str:circle_id>/decisions/", log.circle_decisions, name="circle_decisions"),
    path("cases/<str:case_id>/", cases.case, name="case"),
    path("cases/<str:case_id>/propose/", deciding.case_propose, name="case_propose"),
    path("cases/<str:case_id>/hand-over/", deciding.case_hand_over, name="case_hand_over"),
    path("cases/<str:case_id>/pictures/<str:shot_id>/", pictures.case_picture, name="case_picture"),
    path("cases/<str:case_id>/pictures/<str:shot_id>/blurred/", pictures.case_blurred, name="case_blurred"),
    path("decisions/<str:decision_id>/", concerned.decision, name="decision"),
    path("decisions/<str:decision_id>/second/", deciding.decision_second, name="decision_second"),
    path("decisions/<str:decision_id>/take-back/", deciding.decision_take_back, name="decision_take_back"),
    path("decisions/<str:decision_id>/appeal/", concerned.decision_appeal, name="decision_appeal"),
    path("decisions/<str:decision_id>/name/", concerned.decision_name, name="decision_name"),
    path("appeals/<str:appeal_id>/", appeals.appeal, name="appeal"),
    path("memberships/<str:membership_id>/case/", looking_after.member_case, name="member_case"),
]
