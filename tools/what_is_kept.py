"""Write the list in `docs/security/what-is-kept.md` anew from the tables: `python -m tools.what_is_kept`."""

from __future__ import annotations

import os
from pathlib import Path

import django

PAGE = Path(__file__).resolve().parents[1] / "docs" / "security" / "what-is-kept.md"
BEGINS = "<!-- from here on made by tools/what_is_kept.py -->\n"


def main() -> None:
    """Leave what stands above the mark, and write the list below it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dugnad.settings")
    django.setup()
    from dugnad.leaving.records import lines  # only now are there tables

    said = PAGE.read_text().partition(BEGINS)[0]
    PAGE.write_text(said + BEGINS + "\n" + "\n".join(lines()) + "\n")


if __name__ == "__main__":
    main()
