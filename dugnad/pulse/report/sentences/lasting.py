"""Does it last?"""

from __future__ import annotations

from typing import Any

from dugnad.methods.shares import FEWEST
from dugnad.pulse.report.figures import decimals, hides, number, percent
from dugnad.pulse.report.sentences.finding import Finding, by_chance, how_many, sided
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words


def survival(one: Told, words: Words) -> Finding:
    """How many are still active after ninety days."""
    title = how_many(
        one,
        words.gettext("Nearly all are still active after ninety days"),
        words.gettext("Most are still active after ninety days"),
        words.gettext("About half are still active after ninety days"),
        words.gettext("Most have fallen silent within ninety days"),
        words.gettext("Hardly any are still active after ninety days"),
    )
    told = {"share": percent(one.value or 0, words, decimals(one.n)), "n": number(one.n, words)}
    text = words.gettext("Ninety days after joining, %(share)s of %(n)s members were still doing something.") % told
    before = [row for row in kept(one) if row["days"] == 30 and row["value"] is not None]
    if not before:
        return Finding(title, (text,))
    month = words.gettext("After thirty days it was %(share)s.") % {"share": percent(before[0]["value"], words)}
    return Finding(title, (text, month))


def kept(one: Told) -> list[dict[str, Any]]:
    """How many are kept after 7, 30 and 90 days; without value where it is about fewer than ten."""
    rows: list[dict[str, Any]] = list(one.details.get("kept") or [])
    return [row | ({"value": None, "low": None, "high": None} if hidden(row, one.n) else {}) for row in rows]


def hidden(row: dict[str, Any], n: int) -> bool:
    """Whether a share rests on fewer than ten people, or tells how few of `n` had left, or had not."""
    return (row.get("at_risk") or 0) < FEWEST or hides(row.get("value") or 0, n)


def carry_over(one: Told, words: Words) -> Finding:
    """How many who took part in one campaign took part in a later one."""
    told = {
        "share": percent(one.value or 0, words, decimals(one.n)),
        "null": percent(one.null or 0, words),
        "n": number(one.n, words),
    }
    title = sided(
        by_chance(one),
        words.gettext("People come back for the next campaign"),
        words.gettext("Fewer come back for the next campaign than by chance"),
        words.gettext("Whether people come back for the next campaign cannot be told from chance"),
    )
    text = words.gettext(
        "Of %(n)s who took part in a campaign that another followed, %(share)s took part in a later one."
    )
    sentences = [text % told]
    if one.null is not None:
        sentences.append(words.gettext("By chance it would be %(null)s.") % told)
    return Finding(title, tuple(sentences))
