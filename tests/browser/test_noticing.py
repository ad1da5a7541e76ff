"""What the other tests here rely on is noticed when it happens; else they would prove nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import barriers, in_light_and_dark
from tests.browser.shapes import can_leave, dangling, sideways, small_buttons

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visiting import Visits

ADD = "(html) => document.getElementById('main').insertAdjacentHTML('beforeend', html)"


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        ("document.body.append(Object.assign(document.createElement('script'), {text: '1'}))", "inline script"),
        ("document.getElementById('main').setAttribute('style', 'color: red')", "inline style"),
        ("setTimeout(() => { throw new Error('a script that broke') })", "a script that broke"),
        ("fetch('https://example.org/').catch(() => {})", "https://example.org/"),
        ("fetch('/static/nothing.css')", "404 for "),
        ("document.body.append(Object.assign(new Image(), {src: '/nothing.png'}))", "404 for "),
    ],
)
def test_what_a_page_must_not_do(trouble: str, told: str, page: Page, visits: Visits) -> None:
    page.goto("/")
    watch = visits.watch(page)
    assert watch.all() == []
    page.evaluate(f"() => {{ {trouble}; }}")
    for _again in range(100):
        if watch.all():
            break
        page.wait_for_timeout(100)
    assert any(told in line for line in watch.all()), watch.all()
    watch.forget()


def test_barriers(page: Page) -> None:
    page.goto("/")
    assert barriers(page) == []
    page.evaluate(ADD, "<input name='nameless'>")
    assert any("critical label" in line for line in barriers(page))


def test_colours_that_are_weak_in_the_dark_only(page: Page) -> None:
    page.goto("/")
    page.evaluate(ADD, "<p id='weak'>Can you read this?</p>")
    page.evaluate("document.getElementById('weak').style.color = '#444'")
    (line,) = in_light_and_dark(page, "here")
    assert line.startswith("here: dark: serious color-contrast: #weak")


def test_shapes(page: Page) -> None:
    page.goto("/")
    assert [sideways(page), small_buttons(page), dangling(page), can_leave(page)] == [[], [], [], True]
    page.evaluate(ADD, "<pre id='wide'>x</pre><button id='low'>Go</button><a href='#nowhere'>There</a>")
    page.evaluate("document.getElementById('wide').style.width = '3000px'")
    page.evaluate("document.querySelector('.leave').style.position = 'absolute'")
    page.evaluate("document.querySelector('.leave').style.top = '-90px'")
    assert any('id="wide"' in line for line in sideways(page))
    assert any('id="low"' in line for line in small_buttons(page))
    assert dangling(page) == ['<a href="#nowhere">There</a>']
    assert not can_leave(page)
