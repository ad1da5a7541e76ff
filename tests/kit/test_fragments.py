from __future__ import annotations

from django.utils.safestring import SafeString

from dugnad.kit.fragments import ENTRY, Fragments

PIECE = 2 * 10 + ENTRY


def drawing(drawn: list[str], name: str) -> SafeString:
    drawn.append(name)
    return SafeString(name * 10)


def test_a_piece_is_drawn_once() -> None:
    kept, drawn = Fragments(most=10 * PIECE), list[str]()
    for _ in range(3):
        assert kept.get(("a", 1), lambda: drawing(drawn, "a")) == "a" * 10
    assert kept.get(("a", 2), lambda: drawing(drawn, "b")) == "b" * 10
    assert drawn == ["a", "b"]


def test_the_least_recently_shown_is_forgotten_first() -> None:
    kept, drawn = Fragments(most=2 * PIECE), list[str]()
    for name in "abac":
        kept.get(name, lambda name=name: drawing(drawn, name))  # type: ignore[misc]  # bound in the loop
    assert drawn == ["a", "b", "c"]
    kept.get("a", lambda: drawing(drawn, "a"))
    assert drawn == ["a", "b", "c"]
    kept.get("b", lambda: drawing(drawn, "b"))
    assert drawn == ["a", "b", "c", "b"]


def test_a_piece_that_is_too_large_is_drawn_but_not_kept() -> None:
    kept, drawn = Fragments(most=PIECE - 1), list[str]()
    for _ in range(2):
        assert kept.get("a", lambda: drawing(drawn, "a")) == "a" * 10
    assert drawn == ["a", "a"]
