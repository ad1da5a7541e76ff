from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dugnad.serve import body, bridge
from dugnad.serve.bridge import Pages
from dugnad.serve.threads import Threads
from tests.serve.asking import ask, scope_of

TOLD = (
    "REQUEST_METHOD PATH_INFO QUERY_STRING CONTENT_TYPE CONTENT_LENGTH REMOTE_ADDR HTTP_COOKIE HTTP_ACCEPT "
    "HTTP_X_FORWARDED_PROTO HTTP_PROXY"
)


def mirror(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    told = {name: environ[name] for name in TOLD.split() if name in environ}
    told["body"] = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode("latin-1")
    start("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(told).encode()]


@pytest.fixture
def threads() -> Iterator[Threads]:
    some = Threads(2, lambda: None)
    yield some
    some.close()


@pytest.fixture
def pages(threads: Threads) -> Pages:
    return Pages(mirror, threads)


def test_a_get_comes_through(pages: Pages) -> None:
    heard = ask(pages, scope_of("/asks/?page=2", headers=[("accept", "text/html")]))

    assert json.loads(heard.body) == {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/asks/",
        "QUERY_STRING": "page=2",
        "CONTENT_LENGTH": "0",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_ACCEPT": "text/html",
        "body": "",
    }
    assert heard.headers["content-length"] == str(len(heard.body))


def test_a_form_comes_through_whole_though_its_length_was_not_announced(pages: Pages) -> None:
    scope = scope_of(method="POST", headers=[("transfer-encoding", "chunked"), ("content-type", "text/plain")])

    heard = json.loads(ask(pages, scope, [b"one ", b"two ", b"three"]).body)

    assert (heard["body"], heard["CONTENT_LENGTH"], heard["CONTENT_TYPE"]) == ("one two three", "13", "text/plain")


def test_addresses_in_any_script_come_through(pages: Pages) -> None:
    heard = json.loads(ask(pages, scope_of("/sk%C3%A5ne/")).body)

    assert heard["PATH_INFO"].encode("latin-1").decode() == "/skåne/"


def test_headers_that_could_pass_for_a_proxys_are_dropped(pages: Pages) -> None:
    heard = json.loads(ask(pages, scope_of(headers=[("x_forwarded_proto", "https"), ("proxy", "evil")])).body)

    assert "HTTP_X_FORWARDED_PROTO" not in heard
    assert "HTTP_PROXY" not in heard


def test_several_headers_of_one_name_become_one(pages: Pages) -> None:
    heard = json.loads(ask(pages, scope_of(headers=[("cookie", "a=1"), ("cookie", "b=2"), ("accept", "x")])).body)

    assert heard["HTTP_COOKIE"] == "a=1; b=2"


@pytest.mark.django_db
def test_more_than_the_limit_is_refused_and_the_application_not_asked(
    threads: Threads, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        asked.append(environ["PATH_INFO"])
        return mirror(environ, start)

    monkeypatch.setattr(body, "LIMIT", 100)
    heard = ask(Pages(application, threads), scope_of(method="POST"), [b"x" * 60, b"x" * 60])

    assert (heard.status, heard.headers["connection"], asked) == (413, "close", [])
    assert b"too much at once" in heard.body
    assert "script-src 'self'" in heard.headers["content-security-policy"]


@pytest.mark.django_db
def test_too_much_is_refused_before_it_is_sent_to_those_who_ask_first(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(body, "LIMIT", 100)
    headers = [("content-length", "101"), ("expect", "100-continue")]

    assert ask(pages, scope_of(method="POST", headers=headers), []).status == 413


def test_as_much_as_the_limit_is_taken(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body, "LIMIT", 100)

    assert len(json.loads(ask(pages, scope_of(method="POST"), [b"x" * 100]).body)["body"]) == 100


def test_a_sender_who_stops_is_given_up_and_no_thread_waits(
    pages: Pages, threads: Threads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(body, "GAP", 0.05)
    heard: list[int] = []

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(60)
        raise AssertionError

    async def send(message: dict[str, Any]) -> None:
        heard.append(message.get("status", 0))

    asyncio.run(pages(scope_of(method="POST"), receive, send))

    assert heard == [408, 0]
    assert threads.waiting == 0


def test_when_too_many_wait_the_next_one_is_told_to_come_back(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge, "QUEUE", 0)

    heard = ask(pages, scope_of(headers=[("accept-language", "en")]))

    assert (heard.status, heard.headers["retry-after"]) == (503, "5")
    assert b"Very busy" in heard.body


def test_a_large_file_is_sent_in_parts(threads: Threads, tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"0123456789" * 300_000)

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start("200 OK", [])
        return environ["wsgi.file_wrapper"](path.open("rb"))  # type: ignore[no-any-return]  # WSGI has no types

    heard = ask(Pages(application, threads), scope_of())

    assert heard.body == path.read_bytes()
    assert heard.parts > 1


def test_an_answer_without_a_body_has_no_length(threads: Threads) -> None:
    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start("304 Not Modified", [("ETag", ' "x"')])
        return []

    heard = ask(Pages(application, threads), scope_of())

    assert (heard.status, heard.headers) == (304, {"etag": '"x"'})


def test_an_error_of_the_application_reaches_the_server(threads: Threads) -> None:
    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        ask(Pages(application, threads), scope_of())
