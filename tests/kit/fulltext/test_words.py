"""One spelling for what people type in several."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugnad.kit.fulltext.words import LONGEST_TEXT, LONGEST_WORD, STOP_WORDS, fold, stem, telling, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sängplats i KVÄLL!", ["sangplats", "i", "kvall"]),
        ("Bodø, Ærø, Łódź, Straße", ["bodo", "aero", "lodz", "strasse"]),
        ("e\u0301lan élan", ["elan", "elan"]),
        ("don't e-mail a_b", ["don", "t", "e", "mail", "a", "b"]),
        ("4 kap. 1 § SoL", ["4", "kap", "1", "sol"]),
        ("ｆｕｌｌ 𝐁𝐨𝐥𝐝 ﬁn x²", ["full", "bold", "fin", "x2"]),
        ("كتاب کِتاب", ["کتاب", "کتاب"]),
        ("می\u200cخواهم ۴۲", ["می", "خواهم", "42"]),
        ("हिन्दी", ["हनद"]),
        ("Ελληνικά ΣΊΣΥΦΟΣ", ["ελληνικα", "σισυφοσ"]),
        ("İstanbul ISPARTA ılık", ["istanbul", "isparta", "ilik"]),
        ("日本語 한국", ["日本語", "한국"]),
        ("a\x00b\ud800c", ["a", "b", "c"]),
        ("", []),
        ("\" ' * : ( ) - + ^ NEAR(", ["near"]),
    ],
)
def test_a_text_is_its_words(text: str, found: list[str]) -> None:
    assert words(text) == [unicodedata.normalize("NFKD", word) for word in found]


@given(st.text())
def test_words_are_letters_and_digits_and_stay_what_they_are(text: str) -> None:
    for word in words(text):
        assert word.isalnum()
        assert 0 < len(word) <= LONGEST_WORD
        assert words(word) == [word]


@given(st.text())
def test_capitals_make_no_difference_within_ascii(text: str) -> None:
    plain = text.encode("ascii", "ignore").decode()
    assert fold(plain.upper()) == fold(plain.lower())


def test_what_is_too_long_is_cut() -> None:
    assert words("a" * 1000) == ["a" * LONGEST_WORD]
    assert len(words("a " * LONGEST_TEXT)) == LONGEST_TEXT // 2


def test_telling_words_are_the_long_ones_that_are_not_everyday_words() -> None:
    text = "Hej! Vi skulle behöva en sängplats i natt, någonstans. Sängplats för en pojke. And where could he go?"
    assert telling(text, 3) == ["nagonstans", "sangplats", "behova"]
    assert telling("och att det inte the with and is on i x", 20) == []


def test_everyday_words_are_written_as_words_are_indexed() -> None:
    assert {word for word in STOP_WORDS if words(word) != [word]} == set()


@pytest.mark.parametrize(("one", "other"), [("lagenhet", "lagenheten"), ("volunteer", "volunteers")])
def test_a_stem_finds_other_forms(one: str, other: str) -> None:
    assert other.startswith(stem(one))
