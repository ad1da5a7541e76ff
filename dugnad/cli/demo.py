"""`dugnad demo`."""

from __future__ import annotations

from argparse import Namespace

from dugnad.cli.command import Stop
from dugnad.cli.words import people_to_enter_as, say
from dugnad.people.models import Member
from dugnad.serve import first


def run(asked: Namespace) -> int:
    """Make the demo movement where nobody lives yet, and tell how to enter it."""
    first.migrate()
    if not first.personas() and Member.objects.exists():
        raise Stop("People already live in this data folder. Choose another one with --data.")
    try:
        first.begin(demo=True, say=say)
    except first.HalfMade as reason:
        raise Stop(str(reason)) from reason
    if not first.personas():
        raise Stop("This folder was started with --empty, so it stays yours. Choose another one with --data.")
    people_to_enter_as(first.personas())
    return 0
