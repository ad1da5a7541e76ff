"""What a page of a pulse shows: large truths, then each question with what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from dugnad.pulse.enums import Held
from dugnad.pulse.models import Release
from dugnad.pulse.queries.releases import results
from dugnad.pulse.report.questions import QUESTIONS, asked
from dugnad.pulse.report.reading import Reading, reading
from dugnad.pulse.report.sentences import said
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.truths import Truth, truths
from dugnad.pulse.wording import words


@dataclass(frozen=True)
class Row:
    """`text` says the finding or why there is none; `opens`: there is a page with more."""

    measure: str
    text: str
    opens: bool


@dataclass(frozen=True)
class Question:
    """One of the ten, with its rows; `silent` ones have nothing to open."""

    key: str
    text: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Shown:
    """All of a page."""

    last_day: datetime
    truths: tuple[Truth, ...]
    reading: Reading
    questions: tuple[Question, ...]
    elsewhere: str


def shown(release: Release) -> Shown:
    """`release` in the reader's language. No query."""
    found, speech = results(release), words()
    questions = (Question(key, asked(key, speech), _rows(ids, found, release.held)) for key, ids in QUESTIONS)
    return Shown(
        last_day=release.ends_at - timedelta(seconds=1),
        truths=tuple(one for one in truths(found, speech) if one.measure in found),
        reading=reading(found, speech),
        questions=tuple(one for one in questions if one.rows),
        elsewhere=_elsewhere(release.facts.get("elsewhere")),
    )


def _elsewhere(facts: dict[str, int] | None) -> str:
    """In whole hours, of as many people as may be told."""
    if not facts:
        return ""
    said = _("%(people)s people did things elsewhere that others attest, about %(hours)s hours of it.")
    return said % facts


def _rows(ids: tuple[str, ...], found: dict[str, Told], held: dict[str, str]) -> tuple[Row, ...]:
    rows = (_row(measure, found.get(measure), held.get(measure)) for measure in ids)
    return tuple(row for row in rows if row)


def _row(measure: str, one: Told | None, held: str | None) -> Row | None:
    if one is not None:
        told = said(one, words())
        return Row(measure, told.finding[0] if told.finding else told.title, one.value is not None)
    return Row(measure, _("Not told. %(why)s") % {"why": Held(held).label}, False) if held in Held.values else None
