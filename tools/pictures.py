"""Takes pictures of every page, wide and on a phone, in light and dark, for people who work on the look.

python -m tools.pictures /tmp/pictures                            # starts a demo movement of its own
python -m tools.pictures /tmp/pictures --address http://localhost:8000 --only ask,today
python -m tools.pictures docs/pictures --readme                   # the one picture in the README
"""

from __future__ import annotations

import os
import shutil
import tempfile
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import django
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.visiting import PHONE, ROLES, WIDE, Visits
from tests.serve.commanding import Served

PATIENCE = 120
"""Seconds until the demo movement has to stand."""


class Form(NamedTuple):
    """One way to look at a page."""

    name: str
    size: tuple[int, int]
    dark: bool


FORMS = [
    Form("wide", WIDE, dark=False),
    Form("wide-dark", WIDE, dark=True),
    Form("phone", PHONE, dark=False),
    Form("phone-dark", PHONE, dark=True),
]
README = (1280, 1240)
"""Size of the README's picture in pixels."""
READER, SHOWN = "maja", "A bed for two nights"
COLOURS = 200
"""Enough for our few colours and the edges of letters; the file becomes a third as large."""


def main(asked: Namespace) -> None:
    """Take the pictures that were asked for."""
    asked.folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as open_things:
        address = asked.address or open_things.enter_context(demo())
        visits = open_things.enter_context(browser(asked.chromium))
        if asked.readme:
            for_the_readme(visits, address, asked.folder / "ask.png")
        else:
            everything(visits, address, asked.folder, set(filter(None, asked.only.split(","))))


@contextmanager
def demo() -> Iterator[str]:
    """The address of a demo movement that lasts as long as this."""
    with tempfile.TemporaryDirectory(prefix="dugnad-pictures-") as folder:
        served = Served(Path(folder) / "data", "--workers", "1", patience=PATIENCE)
        try:
            yield f"http://localhost:{served.port}"
        finally:
            served.end()


@contextmanager
def browser(chromium: str) -> Iterator[Visits]:
    """Chromium, and who has signed in with it."""
    with sync_playwright() as playing:
        made: Browser = playing.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        visits = Visits(made)
        yield visits
        visits.close()
        made.close()


def everything(visits: Visits, address: str, folder: Path, only: set[str]) -> None:
    """Each route of the URL table once, as whoever sees most on it."""
    django.setup()
    from tests.browser.crawling import Crawl  # reads the URL table, which needs the settings

    crawl = Crawl()
    for role in ROLES:
        crawl.follow(role, visits.open(address, as_=role).context.request)
    fullest = {
        route: max((size, sight.role, sight.path) for size, sight, _kinds in crawl.lengths if sight.route == route)
        for route in crawl.reached
    }
    for form in FORMS:
        pages: dict[str, Page] = {}
        for route, (_size, role, path) in sorted(fullest.items()):
            if only and route not in only:
                continue
            if role not in pages:
                pages[role] = visits.open(address, as_=role, size=form.size, dark=form.dark)
            pages[role].goto(path)
            picture(pages[role], folder / f"{route}-{form.name}.png")
    print(f"{len(fullest)} pages in {folder}")


def picture(page: Page, path: Path) -> None:
    """The whole page from top to bottom, on a screen so high that the bar at its foot covers nothing."""
    was = page.viewport_size
    assert was
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": was["width"], "height": max(was["height"], height)})
    page.screenshot(path=path)
    page.set_viewport_size(was)


def for_the_readme(visits: Visits, address: str, path: Path) -> None:
    """The ask that the story of the demo begins with, small enough to load on a slow line."""
    page = visits.open(address, as_=READER, size=README)
    page.goto("/")
    page.get_by_role("link", name=SHOWN).first.click()
    page.wait_for_selector("#answers")
    page.screenshot(path=path)
    with Image.open(path) as taken:
        taken.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
            path, optimize=True
        )
    print(f"{path}: {path.stat().st_size // 1024} KB")


def arguments() -> ArgumentParser:
    """What can be asked for."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--address", default="", help="a running demo movement; else one is started")
    parser.add_argument("--only", default="", help="names from the URL table, with commas between")
    parser.add_argument("--readme", action="store_true", help="only the picture in the README")
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="the browser")
    return parser


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    main(arguments().parse_args())
