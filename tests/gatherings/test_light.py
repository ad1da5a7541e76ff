"""A page process carries no calendars until somebody asks for one."""

from __future__ import annotations

import subprocess
import sys

LOADED = "import django; django.setup(); import dugnad.urls, sys; print('icalendar' in sys.modules)"


def test_pages_start_without_it() -> None:
    told = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert told.stdout.split()[-1] == "False"
