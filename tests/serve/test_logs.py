"""Nothing that a real server or its worker says tells who was there (16.2.5; A20 for logs)."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.serve.commanding import PATIENCE, Served
from tests.serve.first_start import FirstStarts

AGENT = "NeedleBrowser/7.7"
THERE = "127.0.0.9"
"""Where the visitor comes from: loopback, and not the address that the server says it answers on."""
BEHIND = "198.51.100.77"
SECRET = "a lamp by the needle window"
NEEDLES = ("needle", AGENT, THERE, BEHIND, "csrfmiddlewaretoken", "sessionid")


class Visitor:
    """A browser with cookies, coming from an address of its own."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, form: dict[str, str] | None = None, **headers: str) -> tuple[int, str]:
        """Status and page."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE, source_address=(THERE, 0))
        sent = {
            "User-Agent": AGENT, "X-Forwarded-For": BEHIND, "Referer": f"http://127.0.0.1:{self.port}/?from=needle",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}",
        } | headers  # fmt: skip
        line.request(method, path, urlencode(form or {}) if method == "POST" else None, sent)
        answer = line.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _equals, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        page = answer.read().decode("utf-8", "replace")
        line.close()
        return answer.status, page

    def post(self, path: str, **form: str) -> tuple[int, str]:
        """With the token that the form of this page has."""
        _status, page = self.ask("GET", path)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        return self.ask("POST", path, {"csrfmiddlewaretoken": token[1] if token else "", **form})


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Served]:
    first_starts = FirstStarts(tmp_path_factory, shared=hasattr(request.config, "workerinput"))
    data = first_starts.empty(tmp_path_factory.mktemp("logged") / "data")
    running = Served(data, "--empty", "--workers", "1")
    yield running
    running.process.kill()
    running.process.wait(PATIENCE)


def data_of(served: Served) -> Path:
    words = [str(word) for word in served.process.args]  # type: ignore[union-attr]  # a list
    return Path(words[words.index("--data") + 1])


def test_nothing_said_tells_who_was_there(served: Served) -> None:
    visitor = Visitor(served.port)
    base = sqlite3.connect(data_of(served) / "dugnad.sqlite3", timeout=30)
    base.execute("UPDATE people_movement SET open_signup = 1") if _has_movement(base) else base.execute(
        "INSERT INTO people_movement (id, name, purpose, open_signup, set_up_at)"
        " VALUES (1, 'Stand by', '', 1, '2026-01-01')"
    )
    base.commit()
    signed_up, _page = visitor.post("/account/signup/", username="needleanna", password1=SECRET)
    assert signed_up == 302, "nobody was signed up"
    visitor.ask("GET", "/search/?q=needleword")
    visitor.ask("GET", "/members/needlebert/")
    visitor.ask("GET", "/invited/needletoken-0123456789/")
    visitor.ask("GET", "/needle-that-is-nowhere/?x=needle")
    stranger = Visitor(served.port)
    stranger.post("/account/login/", login="needlecarl", password="needle that is wrong")
    refused, _page = stranger.ask("POST", "/account/login/?next=/needle/", {"login": "needledora"})
    hosted, _page = stranger.ask("GET", "/?q=needle", Host="needle.example.org")
    broken, _page = stranger.ask("GET", "/%ff%fe?needle=%ff")
    base.execute("ALTER TABLE people_skill RENAME TO people_skill_gone")
    base.execute("ALTER TABLE gatherings_occasion RENAME TO gatherings_occasion_gone")
    base.commit()
    failed, _page = visitor.ask("GET", "/gatherings/?after=needle")
    assert (refused, hosted, failed) == (403, 400, 500)
    assert broken in {400, 404}
    served.wait_for(r"(ERROR django\.request)")
    assert served.end() == 0
    said = served.said
    assert "GET /gatherings/: 500" in said
    assert [needle for needle in NEEDLES if needle.lower() in said.lower()] == []
    assert kept_beside(data_of(served)) == []


def _has_movement(base: sqlite3.Connection) -> bool:
    return bool(base.execute("SELECT count(*) FROM people_movement").fetchone()[0])


def kept_beside(data: Path) -> list[str]:
    """Files that are neither the database nor a letter, and have a needle in them: logs, accounts of jobs, queues."""
    others = [path for path in data.rglob("*") if path.is_file() and not path.name.startswith("dugnad.sqlite3")]
    told = [(path, path.read_bytes().lower()) for path in others if "mail" not in path.parts]
    return [path.name for path, held in told if any(needle.lower().encode() in held for needle in NEEDLES)]
