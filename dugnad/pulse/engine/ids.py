"""The ids of the measures in report.json, in the order of the questions they answer."""

from __future__ import annotations

QUESTIONS: dict[str, tuple[str, ...]] = {
    "do many act, or few?": ("zero_share", "gini", "gini_active", "lorenz", "top_share", "theil", "tail"),
    "what if the few stop?": ("dependence",),
    "do clicks become acts?": ("funnel", "time_to_work"),
    "is help returned, or passed on?": ("reciprocity", "overlap", "cycles", "pay_forward"),
    "do people do different things and need each other?": ("division_people", "division_tasks", "likeness"),
    "is anybody left alone?": ("time_to_answer", "answered", "completed"),
    "does it last?": ("survival", "carry_over"),
    "do we feel it together?": ("coincidence", "bursts", "lift"),
    "do we reach across?": ("crossing",),
    "does it grow by people bringing people?": ("recruited_share", "recruited_nobody", "gave_nothing", "trees"),
}
IDS = tuple(one for ids in QUESTIONS.values() for one in ids)
