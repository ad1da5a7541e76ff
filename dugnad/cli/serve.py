"""`dugnad serve`, up to the moment the settings stand: the port, and the names we answer to."""

from __future__ import annotations

import os
from argparse import Namespace

from dugnad.cli.command import Stop
from dugnad.cli.start import load_django
from dugnad.serve.sockets import PortTaken, listen, own_names

LOCAL = ("127.0.0.1", "localhost", "[::1]")


def run(asked: Namespace) -> int:
    """Listen, prepare, tell how to enter, serve."""
    try:
        listening = listen(asked.host, asked.port)
    except PortTaken as taken:
        raise Stop(str(taken)) from taken
    answer_to(asked.host, asked.port)
    if asked.workers is not None:
        os.environ["DUGNAD_WORKERS"] = str(asked.workers)
    load_django()
    from dugnad.cli.serving import serve  # its models need the settings that stand only now

    serve(listening, demo=not asked.empty)
    return 0


def answer_to(host: str, port: int) -> None:
    """Unless `DUGNAD_HOSTS` says which names we answer to, answer to those of the address we listen on."""
    names = dict.fromkeys((*LOCAL, *own_names(host)))
    if "DUGNAD_HOSTS" not in os.environ:
        os.environ["DUGNAD_HOSTS"] = ",".join(names)
        os.environ.setdefault("DUGNAD_ADDRESS", f"http://{LOCAL[0]}:{port}")
