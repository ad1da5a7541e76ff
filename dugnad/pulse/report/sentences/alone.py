"""Is anybody left alone?"""

from __future__ import annotations

from typing import Any

from dugnad.pulse.report.figures import days, decimals, few, hours, number, percent
from dugnad.pulse.report.sentences.finding import Finding, how_many
from dugnad.pulse.report.sentences.following import too_new
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words


def answered(one: Told, words: Words) -> Finding:
    """How many asks were answered in an hour, a day, a week; practical and emotional apart."""
    title = how_many(
        one,
        words.gettext("Nearly every ask was answered within a day"),
        words.gettext("Most asks were answered within a day"),
        words.gettext("About half of the asks were answered within a day"),
        words.gettext("Most asks waited for more than a day"),
        words.gettext("Hardly any ask was answered within a day"),
    )
    told = {"share": percent(one.value or 0, words, decimals(one.n)), "n": number(one.n, words)}
    sentences = [words.gettext("%(share)s of %(n)s asks were answered within a day.") % told]
    around = {row["hours"]: row["value"] for row in within(one, "within") if row["value"] is not None}
    if {1, 168} <= around.keys():
        shares = {"hour": percent(around[1], words), "week": percent(around[168], words)}
        sentences.append(words.gettext("Within an hour it was %(hour)s, within a week %(week)s.") % shares)
    practical, emotional = (_day(one, kind) for kind in ("practical", "emotional"))
    if practical is not None and emotional is not None:
        apart = {"practical": percent(practical, words), "emotional": percent(emotional, words)}
        text = words.gettext("Within a day, %(practical)s had something practical, %(emotional)s somebody's company.")
        sentences.append(text % apart)
    return Finding(title, tuple(sentences))


def within(one: Told, name: str) -> list[dict[str, Any]]:
    """The shares within 1, 24 and 168 hours of one kind of answer; none where it was not told apart."""
    found = one.details.get(name) or {}
    rows = found.values() if isinstance(found, dict) else found
    timed = [dict(row) | {"hours": float(row.get("hours", row.get("time", 0)))} for row in rows]
    return sorted(timed, key=lambda row: float(row["hours"]))


def _day(one: Told, name: str) -> float | None:
    shares = [row["value"] for row in within(one, name) if row["hours"] == 24]
    return shares[0] if shares else None


def time_to_answer(one: Told, words: Words) -> Finding:
    """How long people wait for a first answer."""
    told = {"time": hours(one.value or 0, words), "n": number(one.n, words)}
    text = words.gettext("Half of %(n)s asks had a first answer after %(time)s.") % told
    return Finding(words.gettext("Half of the asks are answered within %(time)s") % told, (text, *waiting(one, words)))


def waiting(one: Told, words: Words) -> tuple[str, ...]:
    """How many asks are open still, and for how long the oldest has waited."""
    open_, oldest = int(one.details.get("still_open") or 0), one.details.get("oldest_open")
    if not open_:
        return (words.gettext("None of them waits now."),) if one.n else ()
    if few(open_):
        return (words.gettext("Fewer than ten of them still wait."),)
    told = {"n": number(open_, words)}
    sentences = [words.ngettext("%(n)s of them still waits.", "%(n)s of them still wait.", open_) % told]
    if oldest is not None:
        sentences.append(words.gettext("The oldest has waited for %(time)s.") % {"time": hours(float(oldest), words)})
    return tuple(sentences)


def completed(one: Told, words: Words) -> Finding:
    """How many asks ended with the asker saying that they were helped."""
    title = how_many(
        one,
        words.gettext("Nearly everybody who asked says that they were helped"),
        words.gettext("Most who asked say that they were helped"),
        words.gettext("About half of those who asked say that they were helped"),
        words.gettext("Fewer than half of those who asked say that they were helped"),
        words.gettext("Hardly anybody who asked says that they were helped"),
    )
    told = {
        "share": percent(one.value or 0, words, decimals(one.n)),
        "n": number(one.n, words),
        "days": days(float(one.details.get("days") or 30), words),
    }
    text = words.gettext("For %(share)s of %(n)s asks, the asker said within %(days)s that they were helped.") % told
    return Finding(title, (text, too_new(int(one.details.get("too_new") or 0), words)))
