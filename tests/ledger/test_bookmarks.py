from __future__ import annotations

import pytest

from dugnad.ledger.bookmarks import LENGTH, bookmark, position_at
from dugnad.ledger.models import BEFORE_ALL
from dugnad.ledger.reading import Position


@pytest.mark.parametrize(
    "position", [Position(0, 1), Position(-5, 12), Position(BEFORE_ALL, 0), Position(2**63 - 1, 2**63 - 1)]
)
def test_a_place_is_found_again(position: Position) -> None:
    assert position_at(bookmark(position)) == position
    assert len(bookmark(position)) == LENGTH


def test_a_bookmark_does_not_tell_whether_anything_happened() -> None:
    assert bookmark(Position(0, 1)) != bookmark(Position(0, 1))


@pytest.mark.parametrize("text", ["", "0.1", "A" * LENGTH, "ü" * LENGTH, "=" * LENGTH])
def test_what_is_none_leads_nowhere(text: str) -> None:
    assert position_at(text) is None


def test_a_changed_one_leads_nowhere() -> None:
    mark = bookmark(Position(0, 1))
    changed = ("B" if mark[40] == "A" else "A").join((mark[:40], mark[41:]))

    assert position_at(changed) is None
