from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.serve.commanding import ROOT, environment


def test_another_server_can_load_it(tmp_path: Path) -> None:
    words = [sys.executable, "-c", "from dugnad.asgi import application; print(type(application).__name__)"]
    loaded = subprocess.run(
        words, capture_output=True, text=True, cwd=ROOT, env=environment(DUGNAD_DATA=str(tmp_path)), check=False
    )

    assert loaded.stdout == "Routes\n", loaded.stderr
