from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.templatetags.static import static
from django.test import override_settings

from dugnad.serve.collect import collect
from dugnad.serve.static import StaticFiles
from tests.serve.asking import Heard, ask, scope_of

STYLE = "dugnad/dugnad.css"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where static files were collected to, once for all tests here."""
    folder = tmp_path_factory.mktemp("static")
    with collecting_into(folder):
        assert collect() is True
    return folder


@pytest.fixture
def collected(folder: Path) -> Iterator[StaticFiles]:
    with collecting_into(folder):
        yield StaticFiles(folder, "/static/")


@contextmanager
def collecting_into(folder: Path) -> Iterator[None]:
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": "dugnad.serve.storage.CollectedStorage"}}
    with override_settings(STATIC_ROOT=str(folder), STORAGES=storages):
        yield


def get(files: StaticFiles, path: str, **headers: str) -> Heard:
    async def application(scope: object, receive: object, send: object) -> None:
        await files(scope, send)  # type: ignore[arg-type]  # ASGI without a socket

    named = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return ask(application, scope_of(path, headers=named))


def test_a_style_has_a_name_made_from_its_content_and_may_be_kept_for_ever(collected: StaticFiles) -> None:
    heard = get(collected, static(STYLE))

    assert static(STYLE) != f"/static/{STYLE}"
    assert (heard.status, heard.headers["content-type"]) == (200, 'text/css; charset="utf-8"')
    assert "immutable" in heard.headers["cache-control"]
    assert heard.headers["x-content-type-options"] == "nosniff"


def test_it_is_sent_small_to_browsers_that_can_read_that(collected: StaticFiles) -> None:
    plain, small = get(collected, static(STYLE)), get(collected, static(STYLE), accept_encoding="gzip, br")

    assert small.headers["content-encoding"] == "br"
    assert brotli.decompress(small.body) == plain.body
    assert small.headers["vary"] == "Accept-Encoding"


def test_who_has_it_already_gets_nothing(collected: StaticFiles) -> None:
    tag = get(collected, static(STYLE)).headers["etag"]

    heard = get(collected, static(STYLE), if_none_match=tag)

    assert (heard.status, heard.body) == (304, b"")


def test_under_its_plain_name_it_may_change(collected: StaticFiles) -> None:
    assert "immutable" not in get(collected, f"/static/{STYLE}").headers["cache-control"]


@pytest.mark.parametrize("path", ["/static/", "/static/nothing.css", "/static/../begun", "/static/staticfiles.json.br"])
def test_what_is_not_there_is_left_to_the_pages(collected: StaticFiles, path: str) -> None:
    assert not collected.has(path)


def test_nothing_is_done_twice(collected: StaticFiles) -> None:
    assert collect() is False


def test_before_anything_is_collected_names_are_plain() -> None:
    assert static(STYLE) == f"/static/{STYLE}"
