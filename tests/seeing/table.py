"""The written table of who sees what: docs/security/who-sees-what.md, read by the sweep."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

TABLE = Path(__file__).resolve().parents[2] / "docs" / "security" / "who-sees-what.md"
ROLES = ("stranger", "supporter", "outsider", "member", "steward", "blocked", "banned", "operator")


@dataclass
class Table:
    """Cells by section, address and role: what a GET answers, and what an empty POST answers."""

    cells: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def rows(self, section: str) -> set[str]:
        """The addresses that have a row in this section."""
        return {pattern for named, pattern, _role in self.cells if named == section}


def read(path: Path = TABLE) -> Table:
    """Read the Markdown: a heading names the section, each row an address in backquotes and a cell for each role."""
    table, section = Table(), ""
    for line in path.read_text().splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ").strip()
        elif line.startswith("| `"):
            first, *cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
            pattern = first.strip("| `")
            for role, cell in zip(ROLES, cells, strict=True):
                table.cells[section, pattern, role] = cell
    return table


def written(section: str, rows: dict[str, dict[str, str]]) -> str:
    """The section as Markdown, for pasting after a new address was looked at by a person."""
    lines = [f"## {section}", "", "| address | " + " | ".join(ROLES) + " |", "| --- " * (len(ROLES) + 1) + "|"]
    for pattern, cells in rows.items():
        lines.append(f"| `{pattern}` | " + " | ".join(cells[role] for role in ROLES) + " |")
    return "\n".join(lines) + "\n"
