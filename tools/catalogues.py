"""Are all words translated, and are the compiled catalogues those of the texts? Needs gettext.

Reads the words out of a copy of the code, so nothing here is changed. To bring a catalogue up to date:
    .venv/bin/python -m tools.extract     (translate what is empty, then the same again)
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHOWN = 20
SOURCE = "en"
"""The code is written in it: its catalogue holds only what libraries say, put in our words."""


def words(catalogue: Path, *chosen: str) -> list[str]:
    """The English words in a catalogue that msgattrib chooses."""
    asked = ["msgattrib", "--no-obsolete", "--no-wrap", *chosen, str(catalogue)]
    entries = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    lines = [line for line in entries.splitlines() if line.startswith("msgid ")]
    return [line.removeprefix("msgid ").strip('"') or "(a long text)" for line in lines[1:]]


def read_out(language: str, copy: Path) -> Path:
    """A catalogue with every word the code has now, and the translations we have of them."""
    shutil.copytree(ROOT / "dugnad", copy / "dugnad", ignore=shutil.ignore_patterns("__pycache__", "*.mo", "static"))
    command = [sys.executable, "-m", "django", "makemessages", "--locale", language, "--no-location", "--no-wrap"]
    done = subprocess.run(command, cwd=copy / "dugnad", capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"makemessages did not work: {done.stderr or done.stdout}")
    return copy / "dugnad/locale" / language / "LC_MESSAGES/django.po"


def look(language: str, ours: Path) -> list[str]:
    """What is wrong with one language."""
    with tempfile.TemporaryDirectory() as folder:
        now = ours if language == SOURCE else read_out(language, Path(folder))
        found = [f"{language}: not translated: {word}" for word in words(now, "--untranslated")]
        found += [f"{language}: only guessed: {word}" for word in words(now, "--only-fuzzy")]
        compiled = Path(folder) / "compiled.mo"
        checked = ["msgfmt", "--check-format", "--check-header", "-o", str(compiled), str(ours)]
        done = subprocess.run(checked, capture_output=True, text=True, check=False)
        if done.returncode:
            found.append(f"{language}: {done.stderr.strip()}")
        elif not ours.with_suffix(".mo").exists() or compiled.read_bytes() != ours.with_suffix(".mo").read_bytes():
            found.append(
                f"{language}: {ours.with_suffix('.mo').relative_to(ROOT)} is older than its text: -m tools.extract"
            )
    return found


def main() -> int:
    """Print what is wrong; 1 if anything is."""
    catalogues = sorted((ROOT / "dugnad/locale").glob("*/LC_MESSAGES/django.po"))
    found = [line for ours in catalogues for line in look(ours.parts[-3], ours)]
    if "sv" not in [ours.parts[-3] for ours in catalogues]:
        found.append("sv: there is no Swedish catalogue in dugnad/locale")
    print("\n".join(found[:SHOWN]))
    if len(found) > SHOWN:
        print(f"... and {len(found) - SHOWN} more")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
