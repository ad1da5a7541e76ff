"""Two people with the same ask open: what one does is seen by the other, who is not disturbed by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import in_light_and_dark
from tests.browser.conftest import PATIENCE, address
from tests.browser.visiting import PHONE, WIDE, Visits
from tests.browser.walking import Somebody
from tests.serve.commanding import Served
from tests.serve.first_start import FirstStarts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

NEED = "A bed for two nights"
ROOM = "We have a room and no dog. He can come at six."
COMPANY = "You are not alone with this."
BEGUN = "He also needs a lift from the stat"
ALONE = "New answers show here by themselves."
TOGETHER = "1 person is reading this with you."
GONE = "No connection just now."


def nothing(page: Page) -> None:
    """Whoever walks here is not looked after: other tests do that."""


@pytest.fixture(scope="module")
def served(browser: Browser, first_starts: FirstStarts, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server on which nobody lives yet."""
    data = first_starts.empty(tmp_path_factory.mktemp("live") / "data")
    served = Served(data, "--empty", "--workers", "2", patience=PATIENCE)
    yield served
    served.end()


@pytest.fixture(scope="module")
def people(browser: Browser, served: Served) -> Iterator[tuple[Somebody, Somebody]]:
    """amina, who tends a circle, and sara, who asks in it."""
    visits, here = Visits(browser), address(served)
    amina = Somebody(visits.open(here, size=WIDE), nothing)
    sara = Somebody(visits.open(here, size=PHONE), nothing)
    amina.sets_up(
        served.wait_for(r"(http\S+/setup/\S+)").replace("127.0.0.1", "localhost"),
        movement="Stand by",
        circle="Skåne",
        handle="amina",
    )
    sara.comes_in(amina.invites(), "sara")
    yield amina, sara
    assert visits.close() == []


@pytest.fixture
def both(people: tuple[Somebody, Somebody], served: Served) -> tuple[Somebody, Somebody]:
    """amina and sara, with something that sara has just asked open in front of them."""
    amina, sara = people
    sara.at(f"{address(served)}/ask/")
    if sara.page.get_by_role("link", name="Ask for help").count():
        sara.follow("Ask for help")
    sara.fill(title=NEED, text="He is calm, and afraid of dogs.")
    sara.page.get_by_role("radio", name="Shelter").check()
    sara.page.get_by_role("radio", name="Today").check()
    sara.press("Ask the circle")
    if sara.page.url.split("/")[-3] != "asks":
        sara.press("Ask the circle all the same")
    amina.at(sara.page.url)
    line(amina.page).get_by_text(TOGETHER).wait_for()
    line(sara.page).get_by_text(TOGETHER).wait_for()
    return amina, sara


def line(page: Page) -> Locator:
    """What the page says of how it follows."""
    return page.locator("#live")


def place(page: Page, what: str) -> float:
    """How far from the top of the window something is."""
    return float(page.locator(what).evaluate("one => one.getBoundingClientRect().top"))


def test_an_answer_arrives_and_disturbs_nobody_who_writes(both: tuple[Somebody, Somebody]) -> None:
    amina, sara = both
    writing = sara.page.locator("textarea[name=text]")
    writing.press_sequentially(BEGUN)
    before = place(sara.page, "textarea[name=text]")
    amina.answers(ROOM, "Send: practical")
    amina.answers(COMPANY, "Send: with you")
    sara.page.locator(".answer.practical", has_text=ROOM).wait_for()
    sara.page.locator(".answer.emotional", has_text=COMPANY).wait_for()
    sara.page.wait_for_timeout(300)

    assert writing.input_value() == BEGUN
    assert sara.page.evaluate("document.activeElement.name") == "text"
    assert abs(place(sara.page, "textarea[name=text]") - before) < 2
    assert sara.page.locator("#count").inner_text() == "2 answers, in the order they came"
    assert sara.page.locator("#came").inner_text() == "A new answer has come."
    writing.press_sequentially("ion")
    assert writing.input_value() == BEGUN + "ion"


def test_whoever_answers_sees_it_once(both: tuple[Somebody, Somebody]) -> None:
    amina, sara = both
    amina.answers(ROOM, "Send: practical")
    sara.page.locator(".answer", has_text=ROOM).wait_for()
    amina.page.wait_for_timeout(700)

    assert amina.page.locator(".answer", has_text=ROOM).count() == 1
    assert sara.page.locator(".answer", has_text=ROOM).count() == 1


def test_what_arrived_can_be_acted_on(both: tuple[Somebody, Somebody]) -> None:
    amina, sara = both
    amina.answers(ROOM, "Send: practical")
    sara.page.locator(".answer", has_text=ROOM).wait_for()
    sara.says_it_helped(ROOM)

    amina.page.locator(".answer .helped").wait_for()


def test_where_it_stands_changes_on_both_pages(both: tuple[Somebody, Somebody]) -> None:
    amina, sara = both
    amina.press("I take this")
    sara.page.locator(".banner.held", has_text="amina has taken this.").wait_for()
    line(amina.page).get_by_text(TOGETHER).wait_for()
    sara.follow("I am helped")
    sara.press("Mark as helped")

    amina.page.locator(".banner.helped").wait_for()


def test_changed_words_are_read_without_loading_again(both: tuple[Somebody, Somebody]) -> None:
    amina, sara = both
    sara.follow("Change")
    sara.fill(title="A bed for three nights")
    sara.press("Save")

    amina.page.locator("h1", has_text="A bed for three nights").wait_for()


def test_the_focus_stays_on_a_button_that_is_drawn_anew(both: tuple[Somebody, Somebody]) -> None:
    amina, sara = both
    amina.answers(ROOM, "Send: practical")
    answer = sara.page.locator(".answer", has_text=ROOM)
    answer.get_by_role("button", name="This helped").focus()
    amina.follow("Change")
    amina.fill(text="We have two rooms.")
    amina.press("Save")
    sara.page.locator(".answer", has_text="We have two rooms.").wait_for()

    assert sara.page.evaluate("document.activeElement.textContent") == "This helped"


def test_whoever_goes_no_longer_counts(both: tuple[Somebody, Somebody]) -> None:
    amina, sara = both
    amina.at("about:blank")

    line(sara.page).get_by_text(ALONE).wait_for()
    assert not line(sara.page).get_by_role("link").is_visible()


def test_nobody_meets_a_barrier(both: tuple[Somebody, Somebody]) -> None:
    assert [found for one in both for found in in_light_and_dark(one.page, one.page.url)] == []


def test_a_tab_in_the_background_does_not_follow_until_it_is_looked_at(both: tuple[Somebody, Somebody]) -> None:
    amina, sara = both
    page = sara.page
    page.clock.install()
    page.reload()
    line(amina.page).get_by_text(TOGETHER).wait_for()
    hide = "Object.defineProperty(document, 'hidden', {{value: {}, configurable: true}}); \
            document.dispatchEvent(new Event('visibilitychange', {{bubbles: true}}))"
    page.evaluate(hide.format("true"))
    page.clock.fast_forward(16_000)
    line(amina.page).get_by_text(ALONE).wait_for()
    amina.answers(ROOM, "Send: practical")
    amina.page.wait_for_timeout(500)
    assert page.locator(".answer", has_text=ROOM).count() == 0
    page.evaluate(hide.format("false"))
    page.clock.resume()

    page.locator(".answer", has_text=ROOM).wait_for()


def test_without_scripts_the_page_says_when_it_was_made(
    people: tuple[Somebody, Somebody], both: tuple[Somebody, Somebody], visits: Visits, served: Served
) -> None:
    _amina, sara = both
    plain = visits.open(address(served), scripts=False)
    plain.context.add_cookies(sara.page.context.cookies())
    plain.goto(sara.page.url)

    assert re.search(r"This page was made at \d\d:\d\d\. Load it again", line(plain).inner_text())
    line(plain).get_by_role("link", name="Load it again").click()
    assert plain.url == sara.page.url


def one_for_both(page: Page, other: Page) -> str:
    """The address of an ask that both can answer."""
    other.goto("/")
    links = other.locator("a[href^='/asks/']").evaluate_all("all => all.map((one) => one.pathname)")
    for link in links:
        opened = [one.goto(link) and one.locator("textarea[name=text]").count() for one in (page, other)]
        if all(opened):
            other.goto("/")
            return str(link)
    raise AssertionError("there is no ask that both can answer")


def test_a_line_that_was_cut_is_said_and_taken_up_again(
    visits: Visits, first_starts: FirstStarts, tmp_path: Path
) -> None:
    """The server goes away while somebody writes, and comes back."""
    data = first_starts.demo(tmp_path / "data")
    served = Served(data, "--workers", "1", patience=PATIENCE)
    page, helper = (visits.open(address(served), as_=handle) for handle in ("sara", "jonas"))
    ask = one_for_both(page, helper)
    page.goto(ask)
    line(page).get_by_text(ALONE).wait_for()
    page.locator("textarea[name=text]").press_sequentially(BEGUN)
    served.end()
    line(page).get_by_text(GONE).wait_for()
    assert page.locator("textarea[name=text]").input_value() == BEGUN

    served = Served(data, "--workers", "1", "--port", str(served.port), patience=PATIENCE)
    helper.goto(ask)
    helper.fill("textarea[name=text]", COMPANY)
    helper.get_by_role("button", name="Send: with you").click()
    page.locator(".answer", has_text=COMPANY).wait_for(timeout=30_000)

    assert page.locator("textarea[name=text]").input_value() == BEGUN
    for one in (page, helper):  # that a server which went away did not answer was meant to happen
        one.close()
        visits.watch(one).forget()
    served.end()
