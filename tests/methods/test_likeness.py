from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.methods.likeness import Likeness, likeness, marks, own, packed, sentences, shingles, unpacked

MINE = "My grandson took that bus every morning. Since it stopped he walks five kilometres along the road. I am afraid."
SAID = ["the", "bus", "stops", "here", "every", "night", "and", "nobody", "walks", "home", "alone"]
TALK = st.lists(st.sampled_from(SAID), max_size=40).map(" ".join)


def test_the_same_letter_is_a_copy_whatever_its_signs() -> None:
    shouted = MINE.upper().replace(".", " !")
    assert likeness(shouted, [marks(MINE)]) == Likeness(words=20, sentences=2, repeated=2, copies=1, nearest=1.0)


def test_a_letter_on_the_same_matter_is_not() -> None:
    others = [
        "I drive a taxi at night and see the children who walk there in the dark.",
        "The bus was the reason that we moved to the village. Without it we cannot stay in our house.",
        "Every morning I used to meet my neighbours on that bus; now I drive alone.",
    ]
    found = likeness(MINE, [marks(one) for one in others])
    assert (found.repeated, found.copies) == (0, 0)
    assert 0 < found.nearest < 0.2


def test_one_word_of_eight_changed_does_not_hide_a_sentence() -> None:
    """By hand: seven pairs, of which the changed word breaks two. 5/7 = 0.71 ≥ 0.6."""
    before, after = "we ask the council to keep the bus.", "we ask the council to save the bus."
    assert len(shingles(before) & shingles(after)) == 5
    assert likeness(after, [marks(before)]).repeated == 1


def test_two_of_eight_do() -> None:
    """Four pairs of seven are broken: 3/7 = 0.43."""
    assert likeness("we beg the council to save the bus.", [marks("we ask the council to keep the bus.")]).repeated == 0


def test_a_sentence_must_stand_in_one_letter_not_in_pieces_of_many() -> None:
    pieces = [marks(one) for one in ("we ask the", "the council to", "to keep the bus")]
    assert likeness("we ask the council to keep the bus.", pieces).repeated == 0


def test_greetings_are_not_looked_at() -> None:
    assert likeness("Yours sincerely,\nA neighbour", [marks("Yours sincerely,\nA neighbour")]).sentences == 0


def test_points_that_were_taken_over_are_not_ones_own() -> None:
    points = "The bus carries 40 people a day.\nThe road has no lights."
    letter = "I am 71.\nThe bus carries 40 people every day. The road has no lights!\nPlease answer me."
    assert own(letter, points).splitlines() == ["I am 71.", "Please answer me."]


def test_nothing_is_like_nothing() -> None:
    assert likeness("", [marks(""), marks(MINE)]) == Likeness(0, 0, 0, 0, 0.0)
    assert sentences(" … \n ? ") == []


@settings(max_examples=40)
@given(TALK, st.lists(TALK, max_size=4))
def test_more_letters_never_make_one_less_alike(text: str, others: list[str]) -> None:
    known = [marks(one) for one in others]
    few, many = likeness(text, known[:1]), likeness(text, known)
    assert few.repeated <= many.repeated <= many.sentences
    assert few.nearest <= many.nearest <= 1
    assert likeness(text, reversed(known)) == many
    assert unpacked(packed(marks(text))) == marks(text)
