from __future__ import annotations

import os
import subprocess
import threading
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


def test_the_children_of_a_killed_holder_are_waited_for(tmp_path: Path) -> None:
    holder = subprocess.Popen(["sleep", "60"], stdout=subprocess.DEVNULL)
    lock = hold(tmp_path, "server")
    (tmp_path / "server.lock").write_text(str(holder.pid))
    with pytest.raises(InUse, match=str(holder.pid)):
        hold(tmp_path, "server")

    holder.kill()
    holder.wait()
    threading.Timer(0.3, lock.close).start()
    hold(tmp_path, "server", patience=10).close()
