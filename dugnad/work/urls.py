"""The addresses of tasks, boards and units."""

from __future__ import annotations

from django.urls import path

from dugnad.work.views import boards, making, page, steps, units, waiting

urlpatterns = [
    path("work/", boards.work, name="work"),
    path("circles/<str:circle_id>/work/", boards.circle_work, name="circle_work"),
    path("tasks/new/", making.task_new, name="task_new"),
    path("tasks/<str:task_id>/", page.task, name="task"),
    path("tasks/<str:task_id>/edit/", making.task_edit, name="task_edit"),
    path("tasks/<str:task_id>/take/", steps.task_take, name="task_take"),
    path("tasks/<str:task_id>/progress/", steps.task_progress, name="task_progress"),
    path("tasks/<str:task_id>/hand-over/", steps.task_hand_over, name="task_hand_over"),
    path("tasks/<str:task_id>/done/", steps.task_done, name="task_done"),
    path("tasks/<str:task_id>/check/", steps.task_check, name="task_check"),
    path("tasks/<str:task_id>/close/", steps.task_close, name="task_close"),
    path("tasks/<str:task_id>/reopen/", steps.task_reopen, name="task_reopen"),
    path("tasks/<str:task_id>/waits/", waiting.task_waits, name="task_waits"),
    path("tasks/<str:task_id>/waits/<str:before_id>/end/", waiting.task_waits_end, name="task_waits_end"),
    path("tasks/<str:task_id>/split/", units.task_split, name="task_split"),
    path("tasks/<str:task_id>/units/", units.task_units, name="task_units"),
    path("tasks/<str:task_id>/units/take/", units.units_take, name="units_take"),
    path("units/<str:unit_id>/done/", units.unit_done, name="unit_done"),
    path("units/<str:unit_id>/release/", units.unit_release, name="unit_release"),
]
