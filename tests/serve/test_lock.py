from __future__ import annotations

import os
from pathlib import Path

import pytest

from dugnad.serve.lock import InUse, hold


def test_a_folder_is_held_once(tmp_path: Path) -> None:
    with hold(tmp_path, "server"), pytest.raises(InUse, match=rf"another server \(process {os.getpid()}\)"):
        hold(tmp_path, "server")


def test_it_is_free_again_afterwards(tmp_path: Path) -> None:
    hold(tmp_path, "server").close()

    hold(tmp_path, "server").close()


def test_two_names_are_two_locks(tmp_path: Path) -> None:
    with hold(tmp_path, "server"), hold(tmp_path, "worker"):
        pass
