from __future__ import annotations

import pytest

from dugnad.kit.drawings import drawing


def test_shapes_and_words_are_drawn() -> None:
    svg = '<svg viewBox="0 0 1 1"><path d="M0 0"/><use xlink:href="#a"/><text>Half</text></svg>'
    assert drawing(svg) == svg


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x</script>",
        '<g onload="x"/>',
        '<g style="x"/>',
        '<a xlink:href="x"/>',
        "<image/>",
        '<use href="https://x.example/y#a"/>',
        "<!ENTITY x>",
    ],
)
def test_nothing_else_is(inside: str) -> None:
    assert drawing(f"<svg>{inside}</svg>") == ""
    assert drawing("<p>no drawing</p>") == ""
