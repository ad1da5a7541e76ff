"""What a measure is called in a row of a table, and what its n counts."""

from __future__ import annotations

from dugnad.pulse.report.figures import count, people
from dugnad.pulse.report.words import Words


def name(measure: str, words: Words) -> str:
    """Its name, short."""
    return (_first(words) | _second(words)).get(measure, measure.replace("_", " "))


def _first(words: Words) -> dict[str, str]:
    return {
        "zero_share": words.gettext("Did nothing more than join or click"),
        "gini": words.gettext("Gini coefficient of all"),
        "gini_active": words.gettext("Gini coefficient of those who act"),
        "lorenz": words.gettext("Did half of everything"),
        "top_share": words.gettext("Done by the most active tenth"),
        "theil": words.gettext("Theil’s T"),
        "tail": words.gettext("Exponent of the tail"),
        "dependence": words.gettext("Help lost without five people"),
        "funnel": words.gettext("Gave time within a month of coming"),
        "time_to_work": words.gettext("Gave time or more, in time"),
        "reciprocity": words.gettext("Help returned, beyond chance"),
        "overlap": words.gettext("Both helped and were helped"),
        "cycles": words.gettext("Help that comes around"),
        "pay_forward": words.gettext("Help passed on after being helped"),
        "division_people": words.gettext("People keep to their tasks, beyond chance"),
        "division_tasks": words.gettext("Tasks keep to their people, beyond chance"),
        "likeness": words.gettext("Likeness of what people do"),
    }


def _second(words: Words) -> dict[str, str]:
    return {
        "time_to_answer": words.gettext("Time until half are answered"),
        "answered": words.gettext("Asks answered within a day"),
        "completed": words.gettext("Asks that ended in help"),
        "survival": words.gettext("Still active after ninety days"),
        "carry_over": words.gettext("Came back for a later campaign"),
        "coincidence": words.gettext("Acts within an hour of another’s"),
        "bursts": words.gettext("Days in bursts of many"),
        "lift": words.gettext("Help after a gathering"),
        "crossing": words.gettext("Ties that reach across"),
        "recruited_share": words.gettext("Came through somebody"),
        "recruited_nobody": words.gettext("Brought nobody"),
        "gave_nothing": words.gettext("Gave nothing"),
        "trees": words.gettext("Members of a tree, in the mean"),
    }


def counted(measure: str, n: int, words: Words) -> str:
    """What n counts: `312 members`, `91 acts`, `40 asks`."""
    told = {"n": count(n, words)}
    if measure == "dependence":
        return words.ngettext("%(n)s act of help", "%(n)s acts of help", n) % told
    if measure in {"answered", "time_to_answer", "completed"}:
        return words.ngettext("%(n)s ask", "%(n)s asks", n) % told
    if measure == "crossing":
        return words.ngettext("%(n)s tie", "%(n)s ties", n) % told
    if measure == "trees":
        return words.ngettext("%(n)s tree", "%(n)s trees", n) % told
    return people(n, words)
