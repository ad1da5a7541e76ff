"""Pages that are the same for every stranger are drawn once a second."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from dugnad.kit.kept import HEADER
from dugnad.serve import kept
from dugnad.serve.bridge import Pages
from dugnad.serve.threads import Threads
from tests.serve.asking import Heard, ask, scope_of


class Drawing:
    """An application that counts, and marks its pages unless it sets a cookie."""

    def __init__(self) -> None:
        self.drawn = 0
        self.cookie = False

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self.drawn += 1
        headers = [("Content-Type", "text/html"), (HEADER, "1")]
        start("200 OK", [*headers, ("Set-Cookie", "a=b")] if self.cookie else headers)
        return [f"{self.drawn}".encode()]


@pytest.fixture
def drawing() -> Drawing:
    return Drawing()


@pytest.fixture
def pages(drawing: Drawing) -> Iterator[Pages]:
    threads = Threads(1, lambda: None)
    yield Pages(drawing, threads)
    threads.close()


def read(pages: Pages, path: str = "/campaigns/1/", **headers: str) -> Heard:
    """What somebody hears who asks for a page."""
    return ask(pages, scope_of(path, headers=[(name.replace("_", "-"), value) for name, value in headers.items()]))


def test_two_strangers_see_one_drawing_and_not_the_mark(pages: Pages, drawing: Drawing) -> None:
    first, second = read(pages), read(pages)
    assert (first.body, second.body, drawing.drawn) == (b"1", b"1", 1)
    assert HEADER.lower() not in first.headers | second.headers
    assert first.headers == second.headers


@pytest.mark.parametrize(
    "headers",
    [{"cookie": "sessionid=x"}, {"cookie": "csrftoken=x; django_language=sv"}, {"hx_request": "true"}, {"range": "0-"}],
)
def test_whoever_is_somebody_gets_their_own(pages: Pages, headers: dict[str, str]) -> None:
    assert [read(pages, **headers).body for _each in range(2)] == [b"1", b"2"]


def test_each_language_has_its_own(pages: Pages) -> None:
    asked = [{}, {"accept_language": "sv-SE,sv;q=0.9"}, {"cookie": "django_language=sv"}, {"accept_language": "en-GB"}]
    assert [read(pages, **headers).body for headers in asked] == [b"1", b"2", b"2", b"1"]


def test_other_addresses_and_hosts_are_other_pages(pages: Pages) -> None:
    assert [read(pages).body, read(pages, "/b/").body, read(pages, host="evil.example").body] == [b"1", b"2", b"3"]
    assert read(pages, "/campaigns/1/?a=b").body == b"4"


def test_what_sets_a_cookie_is_not_kept(pages: Pages, drawing: Drawing) -> None:
    drawing.cookie = True
    assert [read(pages).body for _each in range(2)] == [b"1", b"2"]


def test_when_it_is_old_one_has_it_drawn_and_the_others_get_the_old_one() -> None:
    clock = [100.0]
    some, key = kept.Kept(lambda: clock[0]), (b"/", "en", b"", b"", False, False)
    some.keep(key, 200, [(HEADER.lower().encode(), b"1")], b"x")
    clock[0] += kept.FRESH - 0.1
    assert some.find(key) is not None
    clock[0] += 0.2
    assert some.find(key) is None
    assert some.find(key) is not None
    clock[0] += kept.STALE
    assert some.find(key) is None


def test_what_is_there_no_longer_is_not_shown_as_it_was() -> None:
    """A campaign that stewards hide: who asks after a second has it drawn, and it is forgotten."""
    clock = [100.0]
    some, key = kept.Kept(lambda: clock[0]), (b"/", "en", b"", b"", False, False)
    some.keep(key, 200, [(HEADER.lower().encode(), b"1")], b"x")
    clock[0] += kept.FRESH
    assert some.find(key) is None
    some.keep(key, 404, [], b"nothing here")
    assert some.find(key) is None


def test_few_are_kept() -> None:
    some = kept.Kept()
    for number in range(kept.MOST + 5):
        some.keep((b"%d" % number, "en", b"", b"", False, False), 200, [(HEADER.lower().encode(), b"1")], b"x")
    assert some.find((b"0", "en", b"", b"", False, False)) is None
    assert len(some._pages) == kept.MOST
