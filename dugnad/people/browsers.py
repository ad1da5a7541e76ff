"""What is kept of a browser's long name: a word for it and a word for what it runs on."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

BROWSERS = (
    ("Edge", r"Edg(?:e|A|iOS)?/"),
    ("Opera", r"OPR/|Opera"),
    ("Samsung Internet", r"SamsungBrowser/|Samsung Internet/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|CriOS/|Chromium/"),
    ("Safari", r"Safari/"),
)
SYSTEMS = (
    ("Android", r"Android"),
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Windows", r"Windows"),
    ("Mac", r"Mac OS X|Macintosh|/Mac$"),
    ("Chromebook", r"CrOS|Chromebook"),
    ("Linux", r"Linux|X11"),
)


def coarse(user_agent: str) -> str:
    """“Firefox/Android”: nothing that tells one phone from the next. “?” stands for what is not recognised.

    What was made coarse already stays as it is.
    """
    return f"{_first(BROWSERS, user_agent)}/{_first(SYSTEMS, user_agent)}"


def spoken(kept: str) -> str:
    """What `coarse` made, in words."""
    browser, _slash, system = kept.partition("/")
    words = {"browser": browser, "system": system}
    if browser == "?" and system in {"?", ""}:
        return _("A browser we do not know")
    if browser == "?":
        return _("A browser on %(system)s") % words
    if system in {"?", ""}:
        return browser
    return _("%(browser)s on %(system)s") % words


def _first(known: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((word for word, mark in known if re.search(mark, user_agent[:400])), "?")
