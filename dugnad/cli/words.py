"""How the commands speak: short lines, one thing each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from rich.console import Console
from rich.table import Table

console = Console(highlight=False, soft_wrap=True)


class CanEnter(Protocol):
    """Somebody whom a visitor of the demo movement can be."""

    @property
    def handle(self) -> str: ...
    @property
    def passphrase(self) -> str: ...
    @property
    def who(self) -> str: ...


def say(line: str) -> None:
    """One line of what is being done."""
    console.print(f"  [dim]·[/dim] {_plain(line)}")


def welcome(address: str, setup: str, personas: Sequence[CanEnter], processes: int, data: Path) -> None:
    """Where to open it, and as whom; or where to set it up, while nobody has."""
    pages = "1 page process" if processes == 1 else f"{processes} page processes"
    say(f"{pages} and one worker; data in {data}")
    console.print()
    if personas:
        people_to_enter_as(personas)
    if setup:
        console.print("  Nobody lives here yet. This address makes the first circle, once; it is for you alone:")
        console.print()
    console.print(f"  Open  [bold]{setup or address}[/bold]   [dim]Ctrl+C ends it[/dim]")
    console.print()


def people_to_enter_as(personas: Sequence[CanEnter]) -> None:
    """Handle, passphrase and a word on each persona of the demo movement."""
    passphrases = {persona.passphrase for persona in personas}
    shared = passphrases.pop() if len(passphrases) == 1 else ""
    console.print("  This is a made-up movement to look around in. Be one of them:")
    console.print()
    table = Table(box=None, padding=(0, 2, 0, 2), show_header=False)
    for persona in personas:
        own = [] if shared else [persona.passphrase]
        table.add_row(f"[bold]{persona.handle}[/bold]", *own, f"[dim]{persona.who}[/dim]")
    console.print(table)
    console.print()
    if shared:
        console.print(f"  Everybody's passphrase here is   [bold]{shared}[/bold]")
        console.print()


def table_of(*headings: str) -> Table:
    """An empty table in our look."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in headings:
        table.add_column(heading)
    return table


def _plain(line: str) -> str:
    return line.replace("[", r"\[")
