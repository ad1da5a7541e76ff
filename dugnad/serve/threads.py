"""A few threads that render pages: as many as asked for, started on first use, each closing its own connections."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

Result = TypeVar("Result")
Job = Callable[[], None]


class Threads:
    """Runs functions away from the event loop. Never started before a fork: the first `run` starts them."""

    def __init__(self, count: int, at_end: Callable[[], None]) -> None:
        self.count = count
        self.at_end = at_end
        self.waiting = 0
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []

    async def run(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """What `work(*arguments)` returns or raises, computed in one of the threads, first come first served."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()

        def job() -> None:
            if future.cancelled():
                return
            try:
                answer = work(*arguments)
            except BaseException as error:
                loop.call_soon_threadsafe(_settle, future, None, error)
            else:
                loop.call_soon_threadsafe(_settle, future, answer, None)

        self._start()
        self.waiting += 1
        try:
            self._jobs.put(job)
            return await future
        finally:
            self.waiting -= 1

    def close(self, patience: float = 2) -> None:
        """Let each thread finish what it does, close its connections and end. Seconds of patience for each."""
        for _thread in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join(patience)
        self._threads = []

    def _start(self) -> None:
        while len(self._threads) < self.count:
            thread = threading.Thread(target=self._work, name=f"page-{len(self._threads) + 1}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _work(self) -> None:
        try:
            while job := self._jobs.get():
                job()
        finally:
            self.at_end()


def _settle(future: asyncio.Future[Any], answer: Any, error: BaseException | None) -> None:
    if future.done():
        return
    if error is None:
        future.set_result(answer)
    else:
        future.set_exception(error)
