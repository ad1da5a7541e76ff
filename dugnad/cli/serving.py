"""`dugnad serve`, once the settings stand."""

from __future__ import annotations

import socket
from functools import partial

from django.conf import settings

from dugnad.cli.command import Stop
from dugnad.cli.words import say, welcome
from dugnad.serve import first, whole
from dugnad.serve.lock import InUse, hold
from dugnad.serve.sockets import address


def serve(listening: socket.socket, *, demo: bool) -> None:
    """Prepare, tell how to enter, and serve until told to end. Raises `Stop`."""
    config = settings.CONFIG
    try:
        lock = hold(config.data, "server")
    except InUse as reason:
        raise Stop(str(reason)) from reason
    with lock:
        try:
            whole.apart(partial(first.prepare, demo=demo, say=say))
        except whole.NotPrepared:
            raise Stop("Dugnad did not start; what went wrong is said above.") from None
        count = whole.processes(config.workers)
        welcome(address(listening), first.personas(), count, config.data)
        whole.run(listening, count, say)
        say("Ended. Everything that was sent is kept.")
