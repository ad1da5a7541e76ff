"""A Cause with the margins of the Save Darfur Cause shows what the paper says, and a support movement the opposite."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.recovery import saved
from dugnad.methods.generated.cause import cause
from dugnad.methods.generated.support import support_movement
from dugnad.pulse.engine.results import Results
from dugnad.pulse.engine.run import measures
from dugnad.pulse.report.reading import Kind, reading
from dugnad.pulse.report.told import told
from dugnad.pulse.report.words import ENGLISH


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return measures(saved(cause(1, 20_000), tmp_path_factory.mktemp("cause") / "acts.parquet"))


def read(results: Results) -> tuple[Kind, str]:
    plain = {name: told(one) for name, one in results.measures.items()}
    found = reading(plain, ENGLISH)
    return found.kind, " ".join(found.sentences).replace("\N{NO-BREAK SPACE}", " ")


def test_the_figures_of_the_paper(paper: Results) -> None:
    """Lewis, Gray and Meierhenrich 2014: 72.19 % recruited nobody, 99.76 % gave nothing, about 80 % were recruited."""
    of = paper.measures

    assert paper.members == 20_000
    assert of["recruited_nobody"].value == pytest.approx(0.7219, abs=5e-5)
    assert of["gave_nothing"].value == pytest.approx(0.9976, abs=5e-5)
    assert of["recruited_share"].value == pytest.approx(0.80, abs=5e-3)
    assert of["trees"].value == pytest.approx(5.0, abs=0.05)
    assert 0.7195 < (of["zero_share"].value or 0) < 0.7219, "to bring somebody is more than a click"
    for helping in ("overlap", "reciprocity", "answered", "completed", "pay_forward"):
        assert of[helping].value is None


def test_the_report_says_what_the_paper_says(paper: Results) -> None:
    kind, text = read(paper)

    assert kind is Kind.ILLUSION
    assert "Most brought nobody: 72.19 %" in text
    assert "99.76 % gave nothing" in text


def test_the_report_of_a_support_movement_says_the_opposite(tmp_path: Path) -> None:
    kind, _ = read(measures(saved(support_movement(1, n=300).history, tmp_path / "acts.parquet")))

    assert kind is Kind.MUTUAL
