"""Looks at the database of a server after it was killed. A process of its own, asked in JSON lines, answering so.

    {"look": "kept", "asks": {id: title}, "answers": {id: text}, "thanks": [[member, answer]]}
    {"look": "agree"}       acts and state, and the database itself
    {"look": "followed"}    what the followers have not come to, or had in the wrong order
    {"look": "mirrored"}    seals what waits, then compares all segments with all acts

Each answer is a list of what is wrong, and empty when nothing is.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import django
from django.db import OperationalError, connection

PATIENCE = 20


def main() -> None:
    django.setup()
    from tests.faults import looking

    looks: dict[str, Callable[..., Iterator[str]]] = {
        "kept": looking.kept,
        "agree": looking.agree,
        "followed": looking.followed,
        "mirrored": looking.mirrored,
    }
    for line in sys.stdin:
        asked: dict[str, Any] = json.loads(line)
        wrong = patiently(looks[asked.pop("look")], asked)
        sys.stdout.write(json.dumps(wrong) + "\n")
        sys.stdout.flush()


def patiently(look: Callable[..., Iterator[str]], facts: dict[str, Any]) -> list[str]:
    """What `look` finds, on a connection of its own, once the database is there again after it was killed."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return list(look(**facts))
        except OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        finally:
            connection.close()


if __name__ == "__main__":
    main()
