from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.crawling import Crawl
from tests.browser.pulsing import with_pulse
from tests.browser.visiting import ROLES, Visits
from tests.chromium import CHROMIUM, FLAGS
from tests.serve.commanding import Served
from tests.serve.first_start import FirstStarts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

PATIENCE = 120
"""Seconds a server may take until it answers: it makes its tables first, and the demo movement."""
HERE = Path(__file__).parent


def address(served: Served) -> str:
    """Where it is. Passkeys are made for names, not for numbers."""
    return f"http://localhost:{served.port}"


GROUPS = {
    "test_axe": "what stands in the way",
    "test_shapes": "shapes",
    **dict.fromkeys(["test_called", "test_live", "test_pledging", "test_campaigning"], "people wait for each other"),
}
"""Files of a group are taken by one process: they share a crawl, or servers. The groups take about as long."""


@pytest.hookimpl(tryfirst=True)  # xdist reads the groups before the hooks of this file would be called otherwise
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group(GROUPS.get(item.path.stem, "walks")))


# Not for the whole session: Playwright keeps an event loop in this thread, and Django would not let the tests that
# come after these touch the database.
@pytest.fixture(scope="package")
def playing() -> Iterator[Playwright]:
    """What drives browsers."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if not CHROMIUM:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as playing:
        yield playing


@pytest.fixture(scope="package")
def browser(playing: Playwright) -> Iterator[Browser]:
    """Debian's Chromium."""
    browser = playing.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def first_starts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> FirstStarts:
    """Data folders to begin with."""
    return FirstStarts(tmp_path_factory, shared=hasattr(request.config, "workerinput"))


@pytest.fixture(scope="package")
def demo(browser: Browser, first_starts: FirstStarts, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the demo movement."""
    data = with_pulse(first_starts.demo(tmp_path_factory.mktemp("demo") / "data"))
    served = Served(data, "--workers", "1", patience=PATIENCE)
    yield address(served)
    served.end()


@pytest.fixture
def empty(browser: Browser, first_starts: FirstStarts, tmp_path: Path) -> Iterator[Served]:
    """A server on which nobody lives yet."""
    served = Served(first_starts.empty(tmp_path / "data"), "--empty", "--workers", "1", patience=PATIENCE)
    yield served
    served.end()


@pytest.fixture(scope="package")
def entered() -> dict[tuple[str, str], object]:
    """Who has signed in already."""
    return {}


@pytest.fixture
def visits(browser: Browser, entered: dict[tuple[str, str], object]) -> Iterator[Visits]:
    """Opens browsers; the test fails when one of them met an error or asked anybody else for anything."""
    visits = Visits(browser, entered=entered)
    yield visits
    assert visits.close() == []


@pytest.fixture(scope="package")
def crawl(browser: Browser, demo: str, entered: dict[tuple[str, str], object], first_starts: FirstStarts) -> Crawl:
    """All that can be reached in the demo movement. What tests do there does not change what is in it.

    All servers with it are copies of one another: whoever comes first crawls for the others.
    """

    def crawled() -> Crawl:
        visits, crawl = Visits(browser, entered=entered), Crawl()
        for role in ROLES:
            crawl.follow(role, visits.open(demo, as_=role).context.request)
        assert visits.close() == []
        return crawl

    return first_starts.once("crawl", crawled)


@pytest.fixture
def page(visits: Visits, demo: str) -> Page:
    """A stranger at the demo movement."""
    return visits.open(demo)


@pytest.fixture
def plain_page(visits: Visits, demo: str) -> Page:
    """The same without scripts."""
    return visits.open(demo, scripts=False)
