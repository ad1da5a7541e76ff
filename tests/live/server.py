"""The real application under the real supervisor, on the database of the running tests.

Prints its port, and a word when it has ended.
"""

from __future__ import annotations

import os
import sys
from functools import partial

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.live.settings"

from dugnad.asgi import application, threads

# isort: split
from django.db import connections

from dugnad.serve import pages
from dugnad.serve.accepting import Counts
from dugnad.serve.sockets import listen
from dugnad.serve.supervisor import Child, Supervisor


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(processes: int) -> None:
    listening = listen("127.0.0.1", 0)
    pages.more_descriptors()
    connections.close_all()
    port = pages.Port(listening, Counts(processes))
    children = [
        Child(
            f"process {slot}",
            partial(pages.serve, port, slot, application, threads),
            gone=partial(port.counts.leave, slot),
        )
        for slot in range(processes)
    ]
    say(str(listening.getsockname()[1]))
    Supervisor(children, say).run()
    say("ended")


if __name__ == "__main__":
    main(int(sys.argv[1]))
