"""From a table of acts to the page: what the measures give besides is what the report looks for."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from dugnad.pulse.engine.run import measures
from dugnad.pulse.report.page import written
from tests.pulse.report.test_page import Read

START = datetime(2026, 1, 1, tzinfo=UTC)
MEMBERS, ASKS = 80, 240


def acts(file: Path) -> Path:
    """Eighty who came in two weeks, some through another, and 240 asks over three months, answered by anybody."""
    rng = np.random.default_rng(7)
    rows: list[dict[str, str]] = []

    def add(hours: float, who: int, verb: str, **cells: str) -> None:
        at = (START + timedelta(hours=hours)).isoformat()
        rows.append({"at": at, "actor": f"m{who}", "verb": verb, "circle": f"c{who % 3}", **cells})

    for who in range(MEMBERS):
        add(4.0 * who, who, "joined", effort="token", toward=f"m{rng.integers(who)}" if who and who % 3 else "")
    for ask in range(ASKS):
        at, asker, helper = 330 + 8.0 * ask, *rng.choice(MEMBERS, 2, replace=False)
        add(at, asker, "asked", effort="voice", relation="asks", object=f"a{ask}")
        verb = "answered-emotional" if ask % 2 else "answered-practical"
        add(
            at + rng.exponential(5), helper, verb, effort="work", relation="helps", toward=f"m{asker}", object=f"a{ask}"
        )
    columns = ["at", "actor", "verb", "effort", "relation", "toward", "circle", "object"]
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, columns, restval="")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: row["at"]))
    return file


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(measures(acts(tmp_path_factory.mktemp("acts") / "acts.csv")))


def test_the_page_tells_of_what_was_done(page: str) -> None:
    text = Read(page).text.replace("\N{NO-BREAK SPACE}", " ")

    assert "80 members" in text
    assert "of 240 asks were answered within a day" in text
    assert "Within an hour it was" in text
    assert "had something practical" in text
    assert "answered asks rest on" in text


def test_it_has_a_picture_of_each_kind(page: str) -> None:
    drawn = {attributes.get("aria-label") for tag, attributes in Read(page).tags if tag == "svg"}

    assert drawn >= {
        *("How much of everything the least active did", "What would be lost without those who do most"),
        *("How far those went who came", "Asks answered in time", "How many did how much"),
        *(
            "Asks answered, by the time since they were put",
            "Members who gave time or more, by the time since they came",
        ),
    }
