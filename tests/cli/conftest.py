from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.tables import for_sqlite


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with tables and nobody in it, made once."""
    folder = tmp_path_factory.mktemp("fresh") / "data"
    folder.mkdir(mode=0o700)
    for_sqlite(folder / "dugnad.sqlite3")
    return folder


@pytest.fixture
def data(fresh: Path, tmp_path: Path) -> str:
    """The same, for one test alone."""
    shutil.copytree(fresh, tmp_path / "data")
    return str(tmp_path / "data")
