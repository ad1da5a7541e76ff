"""Reads the script of the demo movement from TOML files, and refuses one that does not hold together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from dugnad.demo.proofreading import problems
from dugnad.demo.shapes import (
    Application,
    Ask,
    Circle,
    Invitation,
    Kind,
    LivingAnswer,
    Member,
    Movement,
    Offer,
    Script,
    SkillGroup,
)
from dugnad.demo.tables import StoryError, from_table, read_file

STORY = Path(__file__).parent / "story"
LISTS = {"skills", "kinds", "members", "circles", "asks", "offers", "living", "applications", "invitations"}

T = TypeVar("T")


class _Tables:
    """The tables of all files under their headings, each with the file it stands in."""

    def __init__(self, folder: Path) -> None:
        self.lists: dict[str, list[tuple[str, dict[str, object]]]] = {name: [] for name in LISTS}
        self.movement: dict[str, object] = {}
        for path in sorted(folder.glob("*.toml")):
            self._read(path)

    def _read(self, path: Path) -> None:
        content = read_file(path)
        self.movement.update(content.pop("movement", {}))
        for heading, tables in content.items():
            if heading not in LISTS:
                raise StoryError(f"{path.name}: unknown heading {heading}")
            self.lists[heading] += [(path.name, table) for table in tables]

    def of(self, kind: type[T], heading: str) -> tuple[T, ...]:
        """All tables under a heading, as `kind`."""
        return tuple(
            from_table(kind, table, f"{file}, {heading} {_label(table)}") for file, table in self.lists[heading]
        )


def _label(table: dict[str, object]) -> str:
    return str(table.get("code") or table.get("handle") or table.get("by") or "?")


def read_script(folder: Path = STORY) -> Script:
    """The script as it is written, not yet proofread. Raises StoryError where a table has the wrong shape."""
    tables = _Tables(folder)
    asks = tables.of(Ask, "asks")
    return Script(
        movement=from_table(Movement, tables.movement, "movement"),
        skills=tables.of(SkillGroup, "skills"),
        kinds=tables.of(Kind, "kinds"),
        members=tables.of(Member, "members"),
        circles=tables.of(Circle, "circles"),
        asks=tuple(_in_order(ask) for ask in sorted(asks, key=lambda ask: -ask.minutes_ago)),
        offers=tables.of(Offer, "offers"),
        living=tables.of(LivingAnswer, "living"),
        applications=tables.of(Application, "applications"),
        invitations=tables.of(Invitation, "invitations"),
    )


def _in_order(ask: Ask) -> Ask:
    return replace(ask, answers=tuple(sorted(ask.answers, key=lambda answer: answer.after)))


def load_script(folder: Path = STORY) -> Script:
    """The proofread script. Raises StoryError with every problem, one to a line."""
    script = read_script(folder)
    if found := list(problems(script)):
        raise StoryError("\n".join(found))
    return script
