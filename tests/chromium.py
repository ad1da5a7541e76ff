"""The browser that tests drive: Debian's Chromium, and how it is started."""

from __future__ import annotations

import shutil

WHOLE = shutil.which("chromium") or ""
"""Its program; empty where there is none."""
CHROMIUM = shutil.which("chromium-headless-shell") or WHOLE
"""The same without a window, toolbars or notifications, where that is there: it draws the same pages in less time."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
