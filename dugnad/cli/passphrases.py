"""Asking for a passphrase: on the terminal unseen, else the next line of what comes in. Never on the command line."""

from __future__ import annotations

import sys
from getpass import getpass

from dugnad.cli.command import Stop

LEAST = 12


def ask(prompt: str) -> str:
    """One that is known already."""
    return getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def ask_for_new(prompt: str) -> str:
    """A new one, typed twice where somebody types. Raises `Stop`."""
    told = ask(prompt)
    if len(told) < LEAST:
        raise Stop(f"A passphrase needs at least {LEAST} characters. Nothing was written.")
    if sys.stdin.isatty() and getpass("Once more: ") != told:
        raise Stop("These were two different passphrases. Nothing was written.")
    return told
