"""Each measure has a page, and the numbers on it are worked again."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from tests.reading import ROOT

PAGES = ROOT / "docs" / "measures"
FIRST = {
    *("zero_share", "gini", "gini_active", "lorenz", "top_share", "theil", "tail", "dependence"),
    *("recruited_share", "recruited_nobody", "gave_nothing", "trees"),
    *("funnel", "time_to_work", "time_to_answer", "answered", "completed", "survival", "carry_over"),
    *("reciprocity", "overlap", "cycles", "pay_forward", "crossing"),
    *("division_people", "division_tasks", "likeness", "coincidence", "bursts", "lift"),
}


@pytest.mark.parametrize("measure", sorted(FIRST))
def test_a_page_says_what_how_and_what_not(measure: str) -> None:
    page = (PAGES / f"{measure}.md").read_text(encoding="utf-8")

    assert page.startswith(f"# {measure}: ")
    assert [part for part in ("**Asks**", "**Formula.**", "**Example.**", "**Cannot see**") if part not in page] == []
    assert f"[{measure}]({measure}.md)" in (PAGES / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.stem)
def test_the_numbers_come_out(page: Path) -> None:
    text = re.sub(r"^```.*$", "", page.read_text(encoding="utf-8"), flags=re.M)
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(doctest.DocTestParser().get_doctest(text, {}, page.stem, str(page), 0))

    assert runner.failures == 0
    assert runner.tries > 3 or page.stem not in FIRST
