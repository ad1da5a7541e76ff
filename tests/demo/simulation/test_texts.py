"""Texts are varied, fit their fields, tell nobody's address, and are in the language they say they are in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from dugnad.asks.models import Ask, LivingAnswer, Offer
from dugnad.circles.models import Circle, Invitation, Vouch
from dugnad.demo.simulation import timeline as told
from dugnad.demo.simulation.texts import sentence
from dugnad.demo.tables import StoryError
from dugnad.demo.wording import LANGUAGES, PHRASES, load_phrases, sentences
from dugnad.kit import hints
from dugnad.people.models import Member
from tests.demo.making import SMALL, around, lived
from tests.demo.test_script import length

BUSY = replace(SMALL, members=150, circles=2, asks=500, days=120)
PAGE = 30


@pytest.fixture(scope="module")
def busy() -> told.Timeline:
    """Two circles with 250 asks each."""
    return lived(BUSY, 3)


def by_circle(timeline: told.Timeline) -> Iterator[list[told.Asked]]:
    asks = defaultdict(list)
    for event in timeline.events:
        if isinstance(event, told.Asked):
            asks[event.circle].append(event)
    yield from asks.values()


def test_no_two_asks_of_a_page_are_alike(busy: told.Timeline) -> None:
    for asks in by_circle(busy):
        assert len(asks) > 100
        for first in range(len(asks) - PAGE):
            page = asks[first : first + PAGE]
            assert len({one.title for one in page}) == PAGE
            assert len({one.text for one in page}) == PAGE


def test_no_two_answers_to_an_ask_are_alike(busy: told.Timeline) -> None:
    answers = defaultdict(list)
    for event in busy.events:
        if isinstance(event, told.Answered):
            answers[event.ask].append(event.text)
    assert max(map(len, answers.values())) >= 15
    assert all(len(set(texts)) == len(texts) for texts in answers.values())


def words(timeline: told.Timeline) -> Iterator[str]:
    """Everything somebody wrote."""
    yield from (one.about for one in timeline.people)
    for room in timeline.rooms:
        yield from (room.name, room.purpose, room.norms, *room.questions)
    for event in timeline.events:
        for name in ("title", "text", "note", "words", "case"):
            yield str(getattr(event, name, ""))


def test_nothing_leads_to_a_door_and_no_slot_stays_open(busy: told.Timeline) -> None:
    texts = set(words(busy))
    assert [hint.found for text in texts for hint in hints.find(text)] == []
    assert [text for text in texts if "{" in text or "}" in text or "  " in text] == []


def test_texts_begin_with_a_capital(busy: told.Timeline) -> None:
    titles = [one.title for one in busy.events if isinstance(one, told.Asked)]
    assert [title for title in titles if title != sentence(title)] == []


@pytest.mark.parametrize(
    ("kind", "name", "field"),
    [
        (told.Asked, "title", (Ask, "title")),
        (told.Asked, "case", (Ask, "case_name")),
        (told.Ended, "note", (Ask, "note")),
        (told.HandedOver, "note", (Ask, "note")),
        (told.Offered, "title", (Offer, "title")),
        (told.Distilled, "title", (LivingAnswer, "title")),
        (told.Distilled, "jurisdiction", (LivingAnswer, "jurisdiction")),
        (told.Vouched, "words", (Vouch, "words")),
        (told.Invited, "note", (Invitation, "note")),
    ],
)
def test_texts_fit_their_fields(kind: type, name: str, field: tuple[type, str]) -> None:
    found = [getattr(event, name) for seed in (1, 2) for event in lived(seed=seed).events if isinstance(event, kind)]
    assert found
    assert max(map(len, found)) <= length(*field)


def test_people_and_circles_fit_their_fields(busy: told.Timeline) -> None:
    assert max(len(one.about) for one in busy.people) <= length(Member, "about")
    assert max(len(one.handle) for one in busy.people) <= length(Member, "handle")
    assert max(len(one.name) for one in busy.rooms) <= length(Circle, "name")
    assert max(len(one.purpose) for one in busy.rooms) <= length(Circle, "purpose")


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_enough_to_say(language: str) -> None:
    tongue = load_phrases().tongues[language]
    kinds = set(around().kinds)
    assert (
        {scene.kind for scene in tongue.scenes} == set(tongue.advice) == {one.kind for one in tongue.lasting} == kinds
    )
    for kind in kinds:
        assert sum(len(scene.titles) for scene in tongue.scenes if scene.kind == kind) >= 8
        assert len(tongue.advice[kind]) >= 10
    assert {one.kind for one in tongue.offers} <= kinds
    assert set(tongue.professions) == set(around().professions)
    said = list(sentences(tongue))
    assert len(said) >= 500
    once = [text for text in said if text and len(text) > 40]
    assert len(set(once)) == len(once)


def test_both_languages_are_written(busy: told.Timeline) -> None:
    asks = [one for one in busy.events if isinstance(one, told.Asked)]
    english = sum(one.languages[0] == "en" for one in asks) / len(asks)
    assert 0.08 <= english <= 0.5


def test_a_slot_nobody_fills_is_refused(tmp_path: Path) -> None:
    folder = Path(copytree(PHRASES, tmp_path / "phrases"))
    page = folder / "answers-en.toml"
    page.write_text(page.read_text(encoding="utf-8").replace('"Hugs."', '"Hugs, {nobody}."'), encoding="utf-8")
    with pytest.raises(StoryError, match="nobody is no slot"):
        load_phrases(folder)
