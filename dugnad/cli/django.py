"""`dugnad django`: Django's own commands, for those who work on Dugnad."""

from __future__ import annotations

from argparse import Namespace

from django.core.management import execute_from_command_line

from dugnad.cli.command import Stop

OPEN_COPIES = {
    "dumpdata": "It would write out in the open what people entrusted to each other",
    "dumpscript": "It would write out in the open what people entrusted to each other",
    "dbshell": "Its window can write all of it out in the open, and change what may never be changed",
}
"""Commands that end as an open copy on somebody's desk, which is what is taken when somebody comes to take it."""


def run(asked: Namespace) -> int:
    """Hand over to Django's command line. Raises `Stop` for what would make an open copy."""
    command = next((word for word in asked.words if not word.startswith("-")), "")
    if command in OPEN_COPIES:
        raise Stop(f"{OPEN_COPIES[command]}. Use `dugnad backup` or `dugnad export`: both write sealed files only.")
    execute_from_command_line(["dugnad django", *asked.words])
    return 0
