"""Nothing that a real server or its worker says tells who was there (16.2.5; A20 for logs)."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.serve.commanding import PATIENCE, Served, dugnad
from tests.serve.first_start import FirstStarts

AGENT = "NeedleBrowser/7.7"
THERE = "127.0.0.9"
"""Where the visitor comes from: loopback, and not the address that the server says it answers on."""
BEHIND = "198.51.100.77"
SECRET = "a lamp by the needle window"
BEGIN = """
from tests.campaigns.making import make_open
from tests.cast import make_circle, make_member
from dugnad.kit.clock import now
from dugnad.people.models import Movement
Movement.objects.update_or_create(pk=1, defaults={"name": "Stand by", "open_signup": True, "set_up_at": now()})
steward = make_member("needlekarin")
print(make_open(steward, make_circle(steward)).pk)
"""
"""A movement that anybody may come into, with something to sign."""
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
        """With what the page has put into its form: its token, its keys."""
        _status, page = self.ask("GET", path)
        hidden = [tag for tag in re.findall(r"<input[^>]+>", page) if 'type="hidden"' in tag]
        found = [dict(re.findall(r'(name|value)="([^"]*)"', tag)) for tag in hidden]
        kept = {one["name"]: unescape(one.get("value", "")) for one in found if "name" in one}
        return self.ask("POST", path, {**kept, **form})


@dataclass
class Logged:
    """A server with a movement, and its campaign's id."""

    served: Served
    data: Path
    campaign: str


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Logged]:
    first_starts = FirstStarts(tmp_path_factory, shared=hasattr(request.config, "workerinput"))
    data = first_starts.empty(tmp_path_factory.mktemp("logged") / "data")
    begun = dugnad("django", "shell", "-v", "0", "-c", BEGIN, DUGNAD_DATA=str(data))
    assert begun.returncode == 0, begun.stderr
    running = Served(data, "--empty", "--workers", "1")
    yield Logged(running, data, begun.stdout.split()[-1])
    running.process.kill()
    running.process.wait(PATIENCE)


def test_nothing_said_tells_who_was_there(logged: Logged) -> None:
    served, visitor = logged.served, Visitor(logged.served.port)
    signed_up, _page = visitor.post("/account/signup/", username="needleanna", password1=SECRET)
    assert signed_up == 302, "nobody was signed up"
    visitor.ask("GET", "/search/?q=needleword")
    visitor.ask("GET", "/members/needlebert/")
    visitor.ask("GET", "/invited/needletoken-0123456789/")
    visitor.ask("GET", "/needle-that-is-nowhere/?x=needle")
    stranger = Visitor(served.port)
    signs = f"/campaigns/{logged.campaign}/sign/"
    signed, _page = stranger.post(signs, name="Needle Nilsson", email="needle@example.org", words="needle words")
    assert signed in {302, 422}, "the form was not taken"
    stranger.ask("GET", "/signatures/confirm/needle.token/")
    stranger.post("/account/login/", login="needlecarl", password="needle that is wrong")
    refused, _page = stranger.ask("POST", "/account/login/?next=/needle/", {"login": "needledora"})
    hosted, _page = stranger.ask("GET", "/?q=needle", Host="needle.example.org")
    broken, _page = stranger.ask("GET", "/%ff%fe?needle=%ff")
    with sqlite3.connect(logged.data / "dugnad.sqlite3", timeout=30) as base:
        base.execute("ALTER TABLE gatherings_occasion RENAME TO gatherings_occasion_gone")
    failed, _page = visitor.ask("GET", "/gatherings/?after=needle")
    assert (refused, hosted, failed) == (403, 400, 500)
    assert broken in {400, 404}
    served.wait_for(r"(ERROR django\.request)")
    assert served.end() == 0
    assert "GET /gatherings/: 500" in served.said
    assert [needle for needle in NEEDLES if needle.lower() in served.said.lower()] == []
    assert kept_beside(logged.data) == []


def kept_beside(data: Path) -> list[str]:
    """Files that are neither the database nor a letter, and have a needle in them: logs, accounts of jobs, queues."""
    others = [path for path in data.rglob("*") if path.is_file() and not path.name.startswith("dugnad.sqlite3")]
    told = [(path, path.read_bytes().lower()) for path in others if "mail" not in path.parts]
    return [path.name for path, held in told if any(needle.lower().encode() in held for needle in NEEDLES)]
