from __future__ import annotations

import asyncio
import threading
import time

import pytest

from dugnad.serve.threads import Threads


def test_no_thread_runs_before_there_is_work() -> None:
    before = threading.active_count()

    Threads(2, lambda: None)

    assert threading.active_count() == before


def test_work_is_done_in_as_many_threads_as_asked_for() -> None:
    threads = Threads(2, lambda: None)
    together = threading.Barrier(2, timeout=5)

    async def scene() -> list[int]:
        return list(await asyncio.gather(*(threads.run(together.wait) for _ in range(4))))

    assert sorted(asyncio.run(scene())) == [0, 0, 1, 1]
    threads.close()


def test_each_thread_tidies_up_after_itself_at_the_end() -> None:
    tidied: list[str] = []
    threads = Threads(2, lambda: tidied.append(threading.current_thread().name))
    asyncio.run(threads.run(time.sleep, 0))

    threads.close()

    assert sorted(tidied) == ["page-1", "page-2"]


def test_an_error_comes_back_and_the_thread_lives_on() -> None:
    threads = Threads(1, lambda: None)

    async def scene() -> int:
        with pytest.raises(ZeroDivisionError):
            await threads.run(lambda: 1 // 0)
        return await threads.run(lambda: 7)

    assert asyncio.run(scene()) == 7
    threads.close()


def test_work_nobody_waits_for_any_longer_is_not_begun() -> None:
    threads = Threads(1, lambda: None)
    done: list[str] = []

    async def scene() -> None:
        first = asyncio.create_task(threads.run(time.sleep, 0.2))
        second = asyncio.create_task(threads.run(done.append, "second"))
        await asyncio.sleep(0.05)
        second.cancel()
        await first

    asyncio.run(scene())
    threads.close()

    assert done == []
