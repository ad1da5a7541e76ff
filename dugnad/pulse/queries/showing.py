"""What a page of a pulse shows: large truths, then each question with what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, timedelta

from django.utils.translation import gettext as _

from dugnad.pulse.enums import Held
from dugnad.pulse.laps import LAP
from dugnad.pulse.models import Release
from dugnad.pulse.queries.releases import results
from dugnad.pulse.report.names import name
from dugnad.pulse.report.questions import QUESTIONS, asked
from dugnad.pulse.report.reading import Reading, reading
from dugnad.pulse.report.said import said
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.truths import Truth, truths
from dugnad.pulse.wording import words


@dataclass(frozen=True)
class Row:
    """`text` says what was found, `held` why there is no more, or nothing newer."""

    measure: str
    text: str
    held: str = ""


@dataclass(frozen=True)
class Asked:
    """One of the ten questions: what was found, and the measures of which there is too little to tell."""

    key: str
    text: str
    rows: tuple[Row, ...]
    silent: tuple[Row, ...]

    @property
    def more(self) -> int:
        """How many rows stand behind the first two."""
        return max(0, len(self.rows) - 2)


@dataclass(frozen=True)
class Shown:
    """All of a page. `last_day` is in the lap still, `next_day` when the next one is over.

    `elsewhere` is empty where nothing may be told of it.
    """

    first_day: date
    last_day: date
    next_day: date
    truths: tuple[Truth, ...]
    reading: Reading
    questions: tuple[Asked, ...]
    elsewhere: str


def shown(release: Release) -> Shown:
    """`release` in the reader's language. No query."""
    found, speech = results(release), words()
    questions = [_asked(one.key, asked(one.key, speech), one.measures, found, release.held) for one in QUESTIONS]
    return Shown(
        first_day=release.begins_at.astimezone(UTC).date(),
        last_day=(release.ends_at - timedelta(seconds=1)).astimezone(UTC).date(),
        next_day=(release.ends_at + LAP).astimezone(UTC).date(),
        truths=truths(found, speech),
        reading=reading(found, speech),
        questions=tuple(one for one in questions if one.rows or one.silent),
        elsewhere=_elsewhere(release.facts.get("elsewhere")),
    )


def _asked(key: str, text: str, ids: tuple[str, ...], found: dict[str, Told], held: dict[str, str]) -> Asked:
    rows, silent = [], []
    for measure in ids:
        why = str(Held(held[measure]).label) if held.get(measure) in Held.values else ""
        one = found.get(measure)
        told = said(one, words()) if one else None
        if told and told.known:
            rows.append(Row(measure, told.sentences[0] if told.sentences else told.title, why))
        elif told:
            silent.append(Row(measure, told.title, " ".join(told.sentences)))
        elif why:
            silent.append(Row(measure, name(measure, words()), why))
    return Asked(key, text, tuple(rows), tuple(silent))


def _elsewhere(facts: dict[str, int] | None) -> str:
    """In whole hours, of as many people as may be told."""
    if not facts:
        return ""
    said_of = _("%(people)s people did things elsewhere that others attest, about %(hours)s hours of it.")
    return said_of % facts
