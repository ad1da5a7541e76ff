"""The whole server: prepare, load, fork, watch."""

from __future__ import annotations

import os
import socket
import sys
import traceback
from collections.abc import Callable
from functools import partial
from typing import NoReturn

from django.conf import settings
from django.db import connections

from dugnad.serve import pages, warm
from dugnad.serve.accepting import Counts
from dugnad.serve.routes import Routes
from dugnad.serve.supervisor import Child, Supervisor
from dugnad.serve.threads import Threads
from dugnad.serve.worker import work


class NotPrepared(Exception):
    """Preparing went wrong; what and why was said already."""


def processes(asked: int) -> int:
    """Page processes: as many as asked for, or one for each core we may use."""
    if asked > 0:
        return asked
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def apart(do: Callable[[], str]) -> str:
    """What `do` returns, done in a process of its own, so that what it loads is gone afterwards.

    Raises `NotPrepared` when it fails.
    """
    sys.stdout.flush()
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)
        _do_and_exit(do, writing)
    os.close(writing)
    with os.fdopen(reading) as answer:
        told = answer.read()
    _pid, status = os.waitpid(pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise NotPrepared
    return told


def _do_and_exit(do: Callable[[], str], writing: int) -> NoReturn:
    code = 1
    try:
        told = do()
        connections.close_all()
        with os.fdopen(writing, "w") as answer:
            answer.write(told)
        code = 0
    except (KeyboardInterrupt, SystemExit):
        code = 130
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def run(
    listening: socket.socket,
    count: int,
    routes: Routes,
    threads: Threads,
    *,
    say: Callable[[str], None],
    ready: Callable[[], None],
) -> None:
    """Serve `routes` on `listening` with `count` page processes and one worker until told to end.

    `ready` is called once all of them have begun; `say` tells what happens to them.
    """
    pages.more_descriptors()
    warm.load(routes)
    warm.freeze()
    port = pages.Port(listening, Counts(count), settings.CONFIG.proxies)
    sys.setswitchinterval(0.0005)
    children = [
        Child(
            f"Page process {slot + 1}",
            partial(pages.serve, port, slot, routes, threads),
            gone=partial(port.counts.leave, slot),
        )
        for slot in range(count)
    ]
    children.append(Child("The worker", partial(_work, listening)))
    Supervisor(children, say).run(ready)


def _work(listening: socket.socket, lifeline: int) -> None:
    listening.close()
    warm.thaw()
    work(lifeline)
