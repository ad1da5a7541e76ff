from __future__ import annotations

import re
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from benchmarks.server import Running
from dugnad.serve import body
from tests.serve.commanding import PATIENCE, Served, dugnad


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A first start without a demo movement. It has ended, and left its folder."""
    started = Served(tmp_path_factory.mktemp("served") / "data with spaces", "--empty", "--workers", "1")
    assert started.end() == 0
    return started


@pytest.fixture(scope="module")
def served(first: Served) -> Iterator[Served]:
    """A second start on the same folder, with two page processes."""
    running = Served(data_of(first), "--workers", "2")
    yield running
    running.process.kill()
    running.process.wait(PATIENCE)


def data_of(served: Served) -> Path:
    return Path(str(served.process.args[served.process.args.index("--data") + 1]))  # type: ignore[index,union-attr]  # a list


def get(served: Served, path: str) -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)
    connection.request("GET", path)
    response = connection.getresponse()
    return response, response.read().decode()


def test_the_first_start_says_what_it_does(first: Served) -> None:
    assert re.search(r"Database: \d+ steps", first.said)
    assert "Styles and scripts: hashed and compressed" in first.said
    assert "1 page process and one worker" in first.said
    assert "Ended. Everything that was sent is kept." in first.said
    assert "Traceback" not in first.said


def test_the_second_start_finds_all_in_place(served: Served) -> None:
    assert "Database: up to date" in served.said
    assert "Styles and scripts: up to date" in served.said
    assert "2 page processes and one worker" in served.said


def test_a_folder_that_was_started_empty_stays_empty(served: Served) -> None:
    assert "made-up movement" not in served.said


def test_who_started_it_is_shown_the_way_to_set_it_up(served: Served) -> None:
    assert get(served, served.wait_for(r"http://127\.0\.0\.1:\d+(/setup/\?code=\S+)"))[0].status == 200


def test_a_page_comes_with_styles_under_hashed_names(served: Served) -> None:
    response, page = get(served, "/setup/")
    assert response.status == 200
    style = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', page)
    assert style

    response, _style = get(served, style[1])
    assert (response.status, response.headers["Cache-Control"]) == (200, "max-age=315360000, public, immutable")


def test_a_page_that_is_not_there_is_404_in_our_frame(served: Served) -> None:
    response, page = get(served, "/nothing/here/")

    assert response.status == 404
    assert "dugnad." in page
    assert response.headers["Content-Security-Policy"]


def test_too_much_at_once_is_told_to_the_browser_that_sent_it(served: Served) -> None:
    connection = HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)
    connection.request("POST", "/", body=b"x" * (body.LIMIT + 1))
    response = connection.getresponse()

    assert response.status == 413
    assert "too much at once" in response.read().decode()


def test_the_worker_begins_the_jobs_that_are_due(served: Served) -> None:
    accounts = data_of(served) / "jobs"
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and not (accounts.exists() and list(accounts.glob("*.json"))):
        time.sleep(0.1)

    assert list(accounts.glob("*.json"))


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux how much memory is shared")
def test_at_rest_all_processes_together_stay_within_200_mb(served: Served) -> None:
    running = Running(served.port, served.process.pid)
    proportional, _resident = running.at_rest(2, patience=PATIENCE)
    assert proportional * 1024 <= 200_000_000
    for pid in running.processes():
        mapped = Path(f"/proc/{pid}/maps").read_text()
        assert "/numpy/" not in mapped  # the worker loads it with the first call, and pages never
        assert "/pyarrow/" not in mapped


def test_the_data_is_for_our_eyes_only(served: Served) -> None:
    assert data_of(served).stat().st_mode & 0o077 == 0


def test_a_port_that_is_taken_is_said_without_a_traceback(served: Served, tmp_path: Path) -> None:
    second = dugnad("serve", "--port", str(served.port), "--data", str(tmp_path))

    assert second.returncode == 1
    assert f"already listens on port {served.port}" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_data_folder_that_is_served_is_not_served_twice(served: Served) -> None:
    second = dugnad("serve", "--port", "0", "--data", str(data_of(served)))

    assert second.returncode == 1
    assert "is already in use by another server" in second.stderr


def test_a_setting_that_is_wrong_is_named_without_a_traceback(tmp_path: Path) -> None:
    started = dugnad("serve", "--port", "0", "--data", str(tmp_path), DUGNAD_HTTPS="perhaps")

    assert started.returncode == 1
    assert "DUGNAD_HTTPS" in started.stderr
    assert "Traceback" not in started.stderr


def test_control_c_ends_it_too(first: Served, tmp_path: Path) -> None:
    shutil.copytree(data_of(first), tmp_path / "data", ignore=shutil.ignore_patterns("*.lock"))
    served = Served(tmp_path / "data", "--workers", "1")
    served.process.send_signal(signal.SIGINT)

    assert served.process.wait(PATIENCE) == 0
