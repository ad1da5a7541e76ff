"""Static files, hashed and compressed into the data folder when they changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

LEFT_OUT = ["htmax-*", "htmx-4*", "htmx-2.js", "hx-*", "ext"]
"""The versions of htmx that django-htmx ships and no page of ours asks for: three seconds of compressing."""


def fingerprint() -> str:
    """Changes when any static file, or where it comes from, changes."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{storage.path(path)}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def collect() -> bool:
    """Bring `STATIC_ROOT` up to date. True when there was something to do."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    now = fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=LEFT_OUT)
    stamp.write_text(now)
    return True
