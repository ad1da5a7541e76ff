"""Bring the catalogues up to date with the code: what is new in them is empty, and the compiled ones are made anew.

    .venv/bin/python -m tools.extract     then translate what is empty or marked "fuzzy", and run it once more

Needs gettext. Line numbers, dates and names of people stay out of the catalogues.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tools.catalogues import ROOT, SOURCE, read_out

HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: dugnad\\n"
"PO-Revision-Date: \\n"
"Last-Translator: \\n"
"Language-Team: \\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


def fresh(language: str) -> str:
    """The catalogue of `language` with every word that the code has now, in the code's order."""
    with tempfile.TemporaryDirectory() as folder:
        now = read_out(language, Path(folder))
        tidy = ["msgattrib", "--no-obsolete", "--no-location", "--no-wrap", str(now)]
        entries = subprocess.run(tidy, capture_output=True, text=True, check=True).stdout
    _header, blank, words = entries.partition("\n\n")
    return HEADER.format(language=language) + blank[1:] + words


def main() -> int:
    """Rewrite and compile all catalogues; what `msgfmt` has to say is printed."""
    worst = 0
    for catalogue in sorted((ROOT / "dugnad/locale").glob("*/LC_MESSAGES/django.po")):
        language = catalogue.parts[-3]
        if language != SOURCE:
            catalogue.write_text(fresh(language), encoding="utf-8")
        compiled = [
            "msgfmt",
            "--check-format",
            "--check-header",
            "-o",
            str(catalogue.with_suffix(".mo")),
            str(catalogue),
        ]
        worst = max(worst, subprocess.run(compiled, check=False).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())
