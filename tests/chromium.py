"""The browser that tests drive: Debian's Chromium, and how it is started."""

from __future__ import annotations

import shutil

CHROMIUM = shutil.which("chromium") or ""
"""Its program; empty where there is none."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
