from __future__ import annotations

from pathlib import Path

import pytest

from dugnad.pulse.importing import imported
from dugnad.pulse.importing.messages import MESSAGES
from dugnad.pulse.importing.telling import cannot_show, left_out_at_import
from tests.pulse.importing.bringing_in import NOW, put


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_the_table_says_what_its_file_could_not(tmp_path: Path, ending: str) -> None:
    acts = tmp_path / f"acts.{ending}"
    imported("messages", put(tmp_path, "m.txt", "1 2 1082040961\n1 1 1082040961\n"), acts, now=NOW)

    assert cannot_show(acts) == MESSAGES.cannot
    assert left_out_at_import(acts) == (("a message to oneself", 1),)


def test_tables_of_others_say_nothing(tmp_path: Path) -> None:
    for name, text in (("a.csv", "at,actor\n"), ("b.parquet", "no"), ("c.csv", "at\n")):
        put(tmp_path, name, text)
    put(tmp_path, "c.csv.account.json", '{"cannot": 5, "left_out": [1, {"count": "x"}]}')
    put(tmp_path, "a.csv.account.json", "[")

    for name in ("a.csv", "b.parquet", "c.csv", "none.parquet"):
        assert cannot_show(tmp_path / name) == ()
        assert left_out_at_import(tmp_path / name) == ()
