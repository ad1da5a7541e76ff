"""Tables of acts for the tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

HEADINGS = ("at", "actor", "verb", "effort", "relation", "toward", "circle", "cause", "object", "amount")
Act = dict[str, object]


def act(at: str, actor: str, verb: str = "wrote", effort: str = "voice", **more: object) -> Act:
    """One act; what is not said is empty."""
    return {"at": at, "actor": actor, "verb": verb, "effort": effort, **more}


def write_csv(path: Path, acts: Sequence[Act], headings: Sequence[str] = HEADINGS) -> Path:
    """A CSV file of acts."""
    lines = [",".join(headings), *[",".join(str(one.get(name, "")) for name in headings) for one in acts]]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
