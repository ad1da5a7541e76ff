"""The steps of ./check name the files to read: whatever else has one of their marks would never run."""

from __future__ import annotations

import re

import pytest

from tests.reading import ROOT
from tools.steps import BROWSER, FAULTS


@pytest.mark.parametrize(("mark", "named"), [("browser", BROWSER), ("fault", FAULTS)])
def test_every_file_with_this_mark_is_read(mark: str, named: tuple[str, ...]) -> None:
    marked = re.compile(rf"^\s*(?:@|pytestmark = .*|)pytest\.mark\.{mark}\b", re.M)
    paths = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("*.py")]
    having = [path for path in paths if marked.search((ROOT / path).read_text())]
    assert having
    assert [path for path in having if not path.startswith(named)] == []
    assert [name for name in named if not (ROOT / name).exists()] == []
