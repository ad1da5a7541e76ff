from __future__ import annotations

from dugnad.safety.norms import each


def test_norms_are_taken_apart_line_by_line() -> None:
    written = "# How we are\n\n1. **Answer** kindly.\n- Keep *it* here.\n• snake_case stays\n-\n1. **Answer** kindly.\n"
    assert each(written) == ["How we are", "Answer kindly.", "Keep it here.", "snake_case stays"]


def test_long_ones_are_cut_and_many_are_twenty() -> None:
    assert [len(one) for one in each("x" * 300)] == [200]
    assert len(each("\n".join(f"norm {number}" for number in range(50)))) == 20
