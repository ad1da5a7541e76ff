"""The words with which an answer by e-mail begins."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from dugnad.asks.wording import WORDS, Word, leans_to, named, spoken


@pytest.mark.parametrize("language", ["en", "sv", "de", "en-gb"])
@pytest.mark.parametrize("word", Word)
def test_what_letters_name_is_understood(word: Word, language: str) -> None:
    with translation.override(language):
        said = named(word)
    for text in (said, said.upper(), f"“{said}”", f"{said}.", f"  {said}!  ", f"{said}\n\nMore.", f"*{said}*"):
        assert spoken(word, text)[0], text


@pytest.mark.parametrize("language", ["en", "sv"])
def test_words_are_in_every_language(language: str) -> None:
    assert all(lists[language] for lists in WORDS.values())


@pytest.mark.parametrize(
    ("word", "text", "rest"),
    [
        (Word.ACCEPT, "accept", ""),
        (Word.ACCEPT, "Accept, at six", "at six"),
        (Word.ACCEPT, "yes\n\nI come\nat six", "I come\nat six"),
        (Word.ACCEPT, "I’m coming!", ""),
        (Word.DECLINE, "Nej – jag är sjuk", "jag är sjuk"),
        (Word.THANKS, "Tack så mycket! Han sover.", "Han sover."),
        (Word.WITH_YOU, "Med dig!\nDu är inte ensam.", "Du är inte ensam."),
    ],
)
def test_a_word_that_stands_alone(word: Word, text: str, rest: str) -> None:
    assert spoken(word, text) == (True, rest)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        (Word.ACCEPT, "acceptable"),
        (Word.ACCEPT, "Yes I can"),
        (Word.ACCEPT, "I said: accept"),
        (Word.DECLINE, "No problem, I come"),
        (Word.DECLINE, "Nora comes"),
        (Word.DECLINE, "no.5 is free"),
        (Word.THANKS, "Thanksgiving"),
        (Word.WITH_YOU, "With you and me"),
        (Word.ACCEPT, ""),
    ],
)
def test_a_word_that_does_not_stand_alone(word: Word, text: str) -> None:
    assert spoken(word, text) == (False, text)


@pytest.mark.parametrize(
    "text", ["No problem", "Nej jag kan inte", "I can’t come before six", "Sorry, I am late", "nej"]
)
def test_what_leans_to_a_no(text: str) -> None:
    assert leans_to(Word.DECLINE, text)


@pytest.mark.parametrize("text", ["Nothing easier", "I can", "Norrköping", "Jag kan", ""])
def test_what_does_not(text: str) -> None:
    assert not leans_to(Word.DECLINE, text)


@given(st.sampled_from(Word), st.text(max_size=80))
def test_no_words_are_lost(word: Word, text: str) -> None:
    found, rest = spoken(word, text)
    assert found or rest == text
    alone, after = spoken(word, f"{named(word)}\n{text}")
    assert alone
    assert after == text.strip()
