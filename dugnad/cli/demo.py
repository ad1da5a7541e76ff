"""`dugnad demo`."""

from __future__ import annotations

from argparse import Namespace

from dugnad.cli.command import Stop
from dugnad.cli.words import people_to_enter_as, say
from dugnad.demo.build import personas
from dugnad.serve import first


def run(asked: Namespace) -> int:
    """Make the demo movement where nobody lives yet, and tell how to enter it."""
    first.migrate()
    if not first.lived_in():
        first.make_demo(say)
    if not personas():
        raise Stop("People already live in this data folder. Choose another one with --data.")
    people_to_enter_as(personas())
    return 0
