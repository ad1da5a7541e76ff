"""`dugnad serve`, once the settings stand."""

from __future__ import annotations

import json
import signal
import socket
import sys
from dataclasses import asdict
from functools import partial
from typing import NoReturn

from django.conf import settings

from dugnad.asgi import application, threads
from dugnad.cli.command import Stop
from dugnad.cli.words import say, welcome
from dugnad.demo.build import Persona, personas
from dugnad.serve import first, whole
from dugnad.serve.lock import InUse, hold
from dugnad.serve.sockets import address
from dugnad.web import setup


def serve(listening: socket.socket, *, demo: bool) -> None:
    """Prepare, tell how to enter, and serve until told to end. Raises `Stop`."""
    config = settings.CONFIG
    try:
        lock = hold(config.data, "server")
    except InUse as reason:
        raise Stop(str(reason)) from reason
    count = whole.processes(config.workers)
    signal.signal(signal.SIGTERM, _leave)
    with lock:
        try:
            told = json.loads(whole.apart(partial(_prepare, address(listening), demo=demo)))
        except whole.NotPrepared:
            raise Stop("Dugnad did not start; what went wrong is said above.") from None
        people = [Persona(**one) for one in told["people"]]
        ready = partial(welcome, address(listening), told["setup"], people, count, config.data)
        whole.run(listening, count, application, threads, say=say, ready=ready)
        say("Ended. Everything that was sent is kept.")


def _prepare(where: str, *, demo: bool) -> str:
    first.prepare(demo=demo, say=say)
    setup_address = setup.address(where) if setup.needs_setup() else ""
    return json.dumps({"people": [asdict(persona) for persona in personas()], "setup": setup_address})


def _leave(number: int, frame: object) -> NoReturn:
    """SIGTERM before there is anything to end."""
    sys.exit(0)
