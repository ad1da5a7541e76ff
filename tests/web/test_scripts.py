"""The small scripts, in a real browser: leaving, drafts, and what htmx leaves to us."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path

from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from dugnad.web.views import errors
from dugnad.web.views.leave import leave
from tests.chromium import CHROMIUM

pytest.importorskip("playwright")
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.web.test_scripts"),
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
]

PAGE = """{% extends "base.html" %}{% block title %}Notes{% endblock %}{% block main %}<h1>Notes</h1>
<ul class="list" id="notes">{% for n in numbers %}<li><a class="to" href="#">Note {{ n }}</a></li>{% endfor %}
{% include "kit/more.html" with href=next list="notes" only %}</ul>
<form data-draft="note {{ request.path }}" method="post"{% if comfort %} hx-post="" hx-target="#out"{% endif %}>
{% csrf_token %}
<label for="text">Text</label><textarea id="text" name="text"></textarea>
<label><input type="radio" name="kind" value="a"> A</label><label><input type="radio" name="kind" value="b"> B</label>
<label for="password">Passphrase</label><input id="password" type="password" name="password" autocomplete="off">
<button class="button">Send</button></form><div id="out"></div>{% endblock %}"""


def notes(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        if "refuse" in request.POST["text"]:
            raise Refused("Somebody was quicker.")
        return HttpResponse("<p>Taken.</p>") if "HX-Request" in request.headers else redirect("circles")
    start = int(request.GET.get("before", 0))
    page = engines["django"].from_string(PAGE)
    facts = {
        "numbers": range(start, start + 2),
        "next": f"?before={start + 2}" if start < 2 else "",
        "comfort": "comfort" in request.path,
    }
    return HttpResponse(page.render(facts, request))


urlpatterns = [
    *[path(f"{name}/", notes, name=name) for name in ("circles", "act", "me", "search", "inbox", "comfort")],
    path("", notes, name="today"),
    path("leave/", leave, name="leave_site"),
    path("language/", notes, name="set_language"),
    path("account/", include("allauth.urls")),
]
handler404, handler500 = errors.not_found, errors.server_error


def session_of(member: Member) -> str:
    session = SessionStore()
    session[SESSION_KEY] = member.pk
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.save()
    return str(session.session_key)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread; the database is asked from it between two of its calls.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        nowhere = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", nowhere])
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, live_server: Any, bob: Member) -> Iterator[BrowserContext]:
    """A browser in which bob is signed in, and the place "Leave this site" leads to."""
    context = browser.new_context(base_url=live_server.url)
    context.set_default_timeout(10_000)
    context.add_cookies([{"name": "sessionid", "value": session_of(bob), "url": live_server.url}])
    context.route("https://www.wikipedia.org/**", elsewhere)
    yield context
    context.close()


def elsewhere(route: Route) -> None:
    route.fulfill(body="<title>An encyclopedia</title>", content_type="text/html")


@pytest.fixture
def page(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto("/")
    return page


class TestLeaving:
    def left(self, page: Page) -> None:
        page.wait_for_url("https://www.wikipedia.org/**")
        page.wait_for_function("document.title === 'An encyclopedia'")
        page.go_back()
        assert page.title() == "Notes · Stand by"
        assert page.locator("body[data-member]").count() == 0

    def test_by_the_button(self, page: Page) -> None:
        page.goto("/circles/")
        page.click(".leave button")
        self.left(page)

    def test_by_shift_three_times(self, page: Page) -> None:
        page.goto("/circles/")
        for _ in range(3):
            page.keyboard.press("Shift")
        self.left(page)

    def test_not_by_writing_capitals(self, page: Page) -> None:
        page.focus("#text")
        for letter in "ABCD":
            page.keyboard.press(f"Shift+{letter}")
        assert page.input_value("#text") == "ABCD"
        assert page.locator("h1").inner_text() == "Notes"

    def test_the_draft_goes_too(self, page: Page) -> None:
        page.fill("#text", "Nobody may read this")
        page.click(".leave button")
        page.wait_for_url("https://www.wikipedia.org/**")
        page.goto("/")
        assert drafts(page) == []

    def test_without_scripts(self, browser: Browser, context: BrowserContext, live_server: Any) -> None:
        plain = browser.new_context(java_script_enabled=False, base_url=live_server.url)
        plain.add_cookies(context.cookies())  # type: ignore[arg-type]  # what one gives, the other takes
        page = plain.new_page()
        page.goto("/")
        assert page.locator("nav.main").count() == 1
        with page.expect_response("**/leave/") as answer:
            page.click(".leave button", no_wait_after=True)
        assert answer.value.headers["location"] == "https://www.wikipedia.org/"
        later = plain.new_page()
        later.goto("/circles/")
        assert later.locator("h1").inner_text() == "Notes"
        assert later.locator("nav.main").count() == 0
        plain.close()


def drafts(page: Page) -> list[str]:
    """What is kept in the tab."""
    return [key for key in page.evaluate("Object.keys(sessionStorage)") if key.startswith("draft ")]


class TestDrafts:
    def test_it_comes_back_after_a_reload(self, page: Page) -> None:
        page.fill("#text", "A bed for two nights")
        page.check("[value=b]")
        page.fill("#password", "a lamp in the window")
        page.reload()
        assert page.input_value("#text") == "A bed for two nights"
        assert page.is_checked("[value=b]")
        assert "lamp" not in page.evaluate("JSON.stringify({...sessionStorage})")

    def test_it_is_gone_once_it_was_taken(self, page: Page) -> None:
        page.goto("/search/")
        page.fill("#text", "A bed for two nights")
        assert len(drafts(page)) == 1
        page.click("main form .button")
        page.wait_for_url("**/circles/")
        assert drafts(page) == []

    def test_it_stays_when_it_was_refused(self, page: Page) -> None:
        page.fill("#text", "Please refuse this one")
        page.click("main form .button")
        page.wait_for_selector("text=Somebody was quicker.")
        page.goto("/")
        assert page.input_value("#text") == "Please refuse this one"

    def test_another_member_does_not_find_it(self, page: Page, context: BrowserContext, alice: Member) -> None:
        page.fill("#text", "Nobody else may read this")
        context.add_cookies([{"name": "sessionid", "value": session_of(alice), "url": page.url}])
        page.reload()
        assert drafts(page) == []

    def test_taken_by_htmx(self, page: Page) -> None:
        page.goto("/comfort/")
        page.fill("#text", "A bed")
        page.click("main form .button")
        page.wait_for_selector("text=Taken.")
        page.reload()
        assert page.input_value("#text") == ""


class TestComfort:
    def test_older_is_appended_and_has_the_focus(self, page: Page) -> None:
        page.click("text=Older")
        page.wait_for_selector("text=Note 3")
        assert page.locator(".to").all_inner_texts() == ["Note 0", "Note 1", "Note 2", "Note 3"]
        page.wait_for_function("document.activeElement.textContent === 'Note 2'")
        assert page.locator(".more").count() == 0

    def test_a_refusal_is_told_beside_the_form(self, page: Page) -> None:
        page.goto("/comfort/")
        page.fill("#text", "Please refuse this one")
        for _ in range(2):
            page.click("main form .button")
            page.wait_for_selector("form[data-draft] + .told")
        assert page.locator(".told").count() == 1
        assert "Somebody was quicker." in page.inner_text(".told")
        assert page.input_value("#text") == "Please refuse this one"

    def test_a_lost_connection_is_told(self, page: Page, context: BrowserContext) -> None:
        page.goto("/comfort/")
        page.fill("#text", "A bed")
        context.set_offline(True)
        page.click("main form .button")
        page.wait_for_selector("text=That did not reach us.")
        context.set_offline(False)
        assert page.input_value("#text") == "A bed"
        page.click("main form .button")
        page.wait_for_selector("text=Taken.")
        assert page.locator(".told").count() == 0

    def test_a_proxys_error_page_does_not_land_in_ours(self, page: Page) -> None:
        page.goto("/comfort/")
        page.route("**/comfort/", lambda route: route.fulfill(status=502, body="<h1>Bad Gateway</h1>"))
        page.click("main form .button")
        page.wait_for_selector("text=That did not reach us.")
        assert page.locator("h1").all_inner_texts() == ["Notes"]
