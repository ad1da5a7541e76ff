"""`dugnad django`: Django's own commands, for those who work on Dugnad."""

from __future__ import annotations

from argparse import Namespace

from django.core.management import execute_from_command_line


def run(asked: Namespace) -> int:
    """Hand over to Django's command line."""
    execute_from_command_line(["dugnad django", *asked.words])
    return 0
