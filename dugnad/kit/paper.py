"""PDFs, made by a child process: the library for them is large, optional, and reads what people wrote."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from dugnad.kit.refusal import Refused

CHILD = Path(__file__).with_name("paper_child.py")
SECONDS = 25
"""Wall time for one PDF; its processor time is limited to 20 s in the child."""
ABSENT = 3
"""What the child returns where WeasyPrint, or the Pango it needs, is not installed."""


class NoPaper(Exception):
    """This machine cannot make PDFs."""


def pdf(html: str) -> bytes:
    """`html` as a PDF. Nothing is fetched for it: no style, font or picture from elsewhere.

    Raises `NoPaper` where the library is absent, and `Refused` when it took too long.
    """
    command = [sys.executable, "-I", "-B", str(CHILD)]
    said = html.encode("utf-8", "replace")
    try:
        done = subprocess.run(command, input=said, capture_output=True, timeout=SECONDS, cwd="/", env={}, check=False)
    except subprocess.TimeoutExpired:
        raise _too_much() from None
    if done.returncode == ABSENT:
        raise NoPaper
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise _too_much()
    return done.stdout


def _too_much() -> Refused:
    return Refused(_("No PDF could be made of this. Print the page instead: it holds the same."))
