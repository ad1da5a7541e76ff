"""The console command `dugnad`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from dugnad.cli.command import Stop, overview, parser_of
from dugnad.cli.commands import COMMANDS
from dugnad.cli.start import start


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(words)
    except Stop as reason:
        print(reason, file=sys.stderr)
        # A mail server brings the message again when what is wrong was mended; with 1 it would send it back.
        return os.EX_TEMPFAIL if words[:1] == ["receive"] else 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read our words has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _run(words: list[str]) -> int:
    if not words or words[0] in {"-h", "--help", "help"}:
        print(overview(COMMANDS))
        return 0
    command = next((one for one in COMMANDS if one.name == words[0]), None)
    if command is None:
        print(f"There is no command “{words[0]}”. `dugnad --help` lists them.", file=sys.stderr)
        return 2
    asked = parser_of(command).parse_args(words[1:])
    start(asked.data, load=command.needs_django)
    return command.run(asked)
