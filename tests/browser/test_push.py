"""A browser that is to be told: what Chromium does with the button, the service worker, and a push without content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.axe import in_light_and_dark
from tests.browser.visiting import Visits
from tests.chromium import FLAGS, WHOLE

if TYPE_CHECKING:
    from playwright.sync_api import Page, Playwright

WORKER = """async () => {
  const found = await navigator.serviceWorker.ready;
  return [new URL(found.scope).pathname, new URL(found.active.scriptURL).pathname];
}"""
TOLD = """async () => {
  const found = await navigator.serviceWorker.ready;
  for (let look = 0; look < 50; look += 1) {
    const told = await found.getNotifications();
    if (told.length) return told.map((one) => [one.title, one.body, one.lang, one.tag]);
    await new Promise((go) => setTimeout(go, 100));
  }
  return [];
}"""


@pytest.fixture
def visits(playing: Playwright, entered: dict[tuple[str, str], object]) -> Iterator[Visits]:
    """In a browser that can show notifications."""
    if not WHOLE:
        pytest.skip("Chromium is not installed")
    with playing.chromium.launch(executable_path=WHOLE, args=FLAGS) as browser:
        visits = Visits(browser, entered=entered)
        yield visits
        assert visits.close() == []


def ready(visits: Visits, demo: str, language: str = "en") -> Page:
    """Somebody on the page with the button, who lets the site show notifications."""
    page = visits.open(demo, as_="jonas", language=language)
    page.context.grant_permissions(["notifications"], origin=demo)
    page.goto("/me/push/")
    return page


def registered(page: Page) -> tuple[Any, str]:
    """A line to the browser's own tools, and what it calls the service worker that the button has registered."""
    tools = page.context.new_cdp_session(page)
    known: list[str] = []
    tools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: known.extend(one["registrationId"] for one in told["registrations"]),
    )
    tools.send("ServiceWorker.enable")
    page.locator("form[data-push] button").click()
    assert page.evaluate(WORKER) == ["/", "/service-worker.js"]
    for _look in range(100):
        if known:
            break
        page.wait_for_timeout(100)
    return tools, known[-1]


def only_said_that_it_cannot(visits: Visits, page: Page) -> None:
    """Browsers opened by tests are incognito, where Chromium subscribes to nothing and says so on the console."""
    watch = visits.watch(page)
    assert [line for line in watch.all() if "Push API in incognito mode" not in line] == []
    watch.forget()


def test_the_service_worker_is_there_for_the_whole_site(visits: Visits, demo: str) -> None:
    page = ready(visits, demo)
    assert page.locator("form[data-push]").is_visible()
    registered(page)
    # No push service can be reached from here, so the browser says so, and the page says it in words.
    page.locator("[data-push-said=stopped]").wait_for()
    assert not page.locator("[data-push-said=unable]").is_visible()
    only_said_that_it_cannot(visits, page)


def test_a_push_without_content_says_that_there_is_something_new(visits: Visits, demo: str) -> None:
    page = ready(visits, demo)
    tools, worker = registered(page)
    tools.send("ServiceWorker.deliverPushMessage", {"origin": demo, "registrationId": worker, "data": ""})
    assert page.evaluate(TOLD) == [["There is something new in Dugnad", "", "en", "new"]]
    only_said_that_it_cannot(visits, page)


def test_without_scripts_there_is_no_button(visits: Visits, demo: str) -> None:
    page = visits.open(demo, as_="jonas", scripts=False)
    page.goto("/me/push/")
    assert page.get_by_role("heading", name="Be told in this browser").is_visible()
    assert not page.locator("form[data-push]").is_visible()
    assert page.locator("[data-push-said=unable]").is_visible()


def test_nothing_is_in_the_way(visits: Visits, demo: str) -> None:
    page = ready(visits, demo)
    assert in_light_and_dark(page, "/me/push/") == []
