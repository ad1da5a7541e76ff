"""What a command is, and how the list of them reads."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from textwrap import fill

GROUPS = ("Run it", "Look after it", "Look closer", "Keep it safe", "Set it up", "Work on it")
OPENING = "Dugnad: a movement or mutual-support group asks, helps and decides here, and owns what it makes."
CLOSING = (
    "Every command takes --data DIR: the folder with database, pictures and keys (else DUGNAD_DATA, else ./data).\n"
    "`dugnad COMMAND --help` says more. docs/hosting.md tells the whole story."
)


class Stop(Exception):
    """A command cannot go on. The message is for the person at the keyboard; no traceback is shown."""


@dataclass(frozen=True)
class Command:
    """One subcommand.

    `does` is the function behind it, as `module:function`: it is imported once settings and Django stand, gets the
    parsed arguments and returns the exit code.
    """

    name: str
    group: str
    summary: str
    example: str
    does: str
    more: str = ""
    arguments: Callable[[ArgumentParser], None] = lambda parser: None
    needs_django: bool = True

    def run(self, asked: Namespace) -> int:
        """Do it."""
        module, function = self.does.split(":")
        return int(getattr(import_module(module), function)(asked))


def overview(commands: Sequence[Command]) -> str:
    """The text of `dugnad --help`."""
    lines = [OPENING, ""]
    for group in GROUPS:
        lines.append(f"{group}:")
        lines += [f"  {command.name:<16} {command.summary}" for command in commands if command.group == group]
        lines.append("")
    return "\n".join([*lines, CLOSING])


def parser_of(command: Command) -> ArgumentParser:
    """The parser of one command, with its example at the end of the help."""
    text = f"{command.summary[0].upper()}{command.summary[1:]}. {command.more}".strip()
    parser = ArgumentParser(
        prog=f"dugnad {command.name}",
        description=fill(text, 88),
        epilog=f"example:\n  {command.example}",
        formatter_class=RawDescriptionHelpFormatter,
    )
    command.arguments(parser)
    parser.add_argument("--data", metavar="DIR", help="the folder with database, pictures and keys")
    return parser
