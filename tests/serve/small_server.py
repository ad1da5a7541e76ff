"""A small server under the real supervisor. Prints its port, then its words.

/pid says which process answers, /slow takes three seconds, /die ends the process that is asked.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from dugnad.serve.accepting import Counts
from dugnad.serve.bridge import Pages
from dugnad.serve.pages import Port, serve
from dugnad.serve.routes import Routes
from dugnad.serve.sockets import listen
from dugnad.serve.static import StaticFiles
from dugnad.serve.supervisor import Child, Supervisor
from dugnad.serve.threads import Threads


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    if environ["PATH_INFO"] == "/slow":
        time.sleep(3)
    if environ["PATH_INFO"] == "/die":
        os._exit(7)
    start("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(processes: int) -> None:
    listening = listen("127.0.0.1", 0)
    threads = Threads(1, lambda: None)
    routes = Routes(Pages(application, threads), StaticFiles(Path("none"), "/static/"), {})
    port = Port(listening, Counts(processes))
    children = [
        Child(f"process {slot}", partial(serve, port, slot, routes, threads), gone=partial(port.counts.leave, slot))
        for slot in range(processes)
    ]
    say(str(listening.getsockname()[1]))
    Supervisor(children, say).run()
    say("ended")
