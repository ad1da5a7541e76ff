from __future__ import annotations

import threading

import pytest

from dugnad.kit import standing


def test_work_that_fails_begins_again(caplog: pytest.LogCaptureFixture) -> None:
    stop, begun = threading.Event(), []

    def work(stop: threading.Event) -> None:
        begun.append(len(begun))
        if len(begun) == 3:
            stop.set()
            return
        raise ValueError("broken")

    standing.keep_going("x", work, stop, pause=0.01)
    assert begun == [0, 1, 2]
    assert caplog.text.count("x failed, and begins again") == 2


def test_each_has_a_thread_that_ends_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "_works", {})
    standing.register("one", lambda stop: stop.wait(5) and None)
    with pytest.raises(standing.AlreadyRegistered):
        standing.register("one", lambda stop: None)
    stop = threading.Event()
    threads = standing.start(stop)
    assert [thread.name for thread in threads] == list(standing.registered()) == ["one"]
    assert threads[0].is_alive()
    stop.set()
    threads[0].join(5)
    assert not threads[0].is_alive()
