"""`dugnad worker`."""

from __future__ import annotations

from argparse import Namespace

from django.conf import settings

from dugnad.cli.command import Stop
from dugnad.cli.words import say
from dugnad.serve.lock import InUse, hold
from dugnad.serve.worker import work


def run(asked: Namespace) -> int:
    """Work until SIGTERM or Ctrl+C."""
    if asked.no_jobs and asked.no_followers:
        raise Stop("With --no-jobs and --no-followers there is nothing left to do.")
    try:
        lock = hold(settings.CONFIG.data, "worker")
    except InUse as reason:
        raise Stop(str(reason)) from reason
    with lock:
        say("Working. Ctrl+C ends it.")
        work(followers=not asked.no_followers, periodic=not asked.no_jobs)
    return 0
