"""The ten questions, in order, and the measures that answer each."""

from __future__ import annotations

from dataclasses import dataclass

from dugnad.pulse.report.words import Words


@dataclass(frozen=True)
class Question:
    """`key` is its anchor; `measures` are ids of report.json, the one that says most first."""

    key: str
    measures: tuple[str, ...]


QUESTIONS = (
    Question("acting", ("zero_share", "lorenz", "top_share", "gini", "gini_active", "theil", "tail")),
    Question("stopping", ("dependence",)),
    Question("following", ("funnel", "time_to_work")),
    Question("returning", ("overlap", "reciprocity", "pay_forward", "cycles")),
    Question("differing", ("division_people", "division_tasks", "likeness")),
    Question("alone", ("answered", "time_to_answer", "completed")),
    Question("lasting", ("survival", "carry_over")),
    Question("together", ("coincidence", "bursts", "lift")),
    Question("crossing", ("crossing",)),
    Question("growing", ("recruited_share", "recruited_nobody", "gave_nothing", "trees")),
)


def asked(key: str, words: Words) -> str:
    """The question itself."""
    return {
        "acting": words.gettext("Do many act, or few?"),
        "stopping": words.gettext("What if the few stop?"),
        "following": words.gettext("Do clicks become acts?"),
        "returning": words.gettext("Is help returned, or passed on?"),
        "differing": words.gettext("Do people do different things and need each other?"),
        "alone": words.gettext("Is anybody left alone?"),
        "lasting": words.gettext("Does it last?"),
        "together": words.gettext("Do we feel it together?"),
        "crossing": words.gettext("Do we reach across?"),
        "growing": words.gettext("Does it grow by people bringing people?"),
    }[key]
