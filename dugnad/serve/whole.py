"""The whole server: prepare, load, fork, watch."""

from __future__ import annotations

import os
import socket
import sys
import traceback
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.db import connections

from dugnad.serve import first, pages, warm
from dugnad.serve.accepting import Counts
from dugnad.serve.supervisor import Child, Supervisor
from dugnad.serve.worker import work


class NotPrepared(Exception):
    """Preparing went wrong; what and why was said already."""


def processes(asked: int) -> int:
    """Page processes: as many as asked for, or one for each core we may use."""
    if asked > 0:
        return asked
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def apart(do: Callable[[], None]) -> None:
    """Run `do` in a process of its own, so that what it loads is gone afterwards. Raises `NotPrepared`."""
    sys.stdout.flush()
    pid = os.fork()
    if not pid:
        code = 1
        try:
            do()
            connections.close_all()
            code = 0
        except first.HalfMade as reason:
            sys.stderr.write(f"{reason}\n")
        except KeyboardInterrupt:
            code = 130
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    _pid, status = os.waitpid(pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise NotPrepared


def run(listening: socket.socket, count: int, say: Callable[[str], None]) -> None:
    """Serve on `listening` with `count` page processes and one worker until told to end."""
    from dugnad import asgi  # makes Django's handler: settings must stand by now

    pages.more_descriptors()
    warm.load(asgi.pages)
    warm.freeze()
    port = pages.Port(listening, Counts(count), settings.CONFIG.proxies)
    sys.setswitchinterval(0.0005)
    children = [
        Child(
            f"Page process {slot + 1}",
            partial(pages.serve, port, slot, asgi.application, asgi.threads),
            gone=partial(port.counts.leave, slot),
        )
        for slot in range(count)
    ]
    children.append(Child("The worker", partial(_work, listening)))
    Supervisor(children, say).run()


def _work(listening: socket.socket, lifeline: int) -> None:
    listening.close()
    work(lifeline)
