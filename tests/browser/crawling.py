"""Which pages there are: found by following links, named by the URL table, one for every kind of thing on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, ResolverMatch, resolve

if TYPE_CHECKING:
    from playwright.sync_api import APIRequestContext

DULL = 5
"""So many pages of one route on which one person finds nothing new are enough."""
STARTS = (
    "/",
    "/search/?q=bed",
    "/places/?q=Lund",
    *(f"/account/{page}/" for page in ("signup", "login", "logout", "inactive")),
    *(f"/account/confirm-email/{page}" for page in ("", "made:u:p/")),
    *(f"/account/password/reset/{page}/" for page in ("done", "key/1-made-up", "key/done")),
)
"""The first page, what is found, and pages of the account that one is led to after a form or by a letter."""
LINKS = {"href", "action", "formaction"}
TELLING = ("type", "name", "role", "aria-current", "aria-invalid", "open")
"""Attributes that make an element another kind of element."""


@dataclass(frozen=True)
class Sight:
    """A page worth looking at: who sees it, what the URL table calls it, and where it is."""

    role: str
    route: str
    path: str


class Reading(HTMLParser):
    """Where a page leads, and the kinds of elements on it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.targets: list[str] = []
        self.kinds: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        led = [str(facts[name]) for name in sorted(LINKS & set(facts))]
        self.targets += led
        self.links += led if tag == "a" else []
        marks = [f"{name}={facts[name]}" for name in TELLING if name in facts]
        self.kinds.add(".".join([tag, *sorted(str(facts.get("class") or "").split()), *marks]))
        self.kinds.update(f"{tag} to {match.view_name}" for match in map(found, led) if match)


@dataclass
class Crawl:
    """What everybody can reach. `things` are values for the parameters of addresses that were come across."""

    seen: set[tuple[str, str]] = field(default_factory=set)
    """Kinds of elements, by route."""
    sights: list[Sight] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)
    things: dict[str, str] = field(default_factory=dict)
    lengths: list[tuple[int, Sight, set[str]]] = field(default_factory=list)
    """How many signs each page has, which it is, and the kinds of elements on it."""

    def longest(self, role: str, route: str, having: str = "") -> str:
        """Where the page of this route with the most on it is, of those with a kind of element that begins so."""
        fitting = [
            (length, sight.path)
            for length, sight, kinds in self.lengths
            if (sight.role, sight.route) == (role, route) and any(kind.startswith(having) for kind in kinds)
        ]
        return max(fitting)[1]

    def follow(self, role: str, client: APIRequestContext, starts: tuple[str, ...] = STARTS) -> None:
        """Follow every link from `starts` as somebody in this role; pages that show nothing new are left out."""
        known, waiting, dull = set(starts), list(starts), Counter[str]()
        while waiting:
            path = waiting.pop(0)
            match = found(path)
            if match is None or dull[match.view_name] >= DULL:
                continue
            dull[match.view_name] += 1
            answer = client.get(path, max_redirects=0)
            if answer.status != 200 or "text/html" not in answer.headers["content-type"]:
                waiting += self._new(known, [urljoin(path, answer.headers.get("location", ""))])
                continue
            page = Reading(text := answer.text())
            sight = Sight(role, match.view_name, path)
            self.lengths.append((len(text), sight, page.kinds))
            if self._take(sight, page):
                dull[match.view_name] = 0
            waiting += self._new(known, [urljoin(path, link) for link in page.links])

    def _take(self, sight: Sight, page: Reading) -> bool:
        """Keep the page if there is anything on it that was not seen yet."""
        self.reached.add(sight.route)
        for match in map(found, page.targets):
            self.things |= match.kwargs if match else {}
        kinds = {(sight.route, kind) for kind in page.kinds}
        if kinds <= self.seen:
            return False
        self.seen |= kinds
        self.sights.append(sight)
        return True

    @staticmethod
    def _new(known: set[str], links: list[str]) -> list[str]:
        fresh = list(dict.fromkeys(link.partition("#")[0] for link in links))
        fresh = [link for link in fresh if link not in known and not urlsplit(link).netloc]
        known.update(fresh)
        return fresh


def found(link: str) -> ResolverMatch | None:
    """The row of the URL table for a link of ours; None for any other."""
    where = urlsplit(link)
    try:
        return resolve(where.path) if where.path.startswith("/") and not where.netloc else None
    except Resolver404:
        return None


def of(sights: Iterable[Sight], role: str) -> list[Sight]:
    """The pages this person looks at."""
    return [sight for sight in sights if sight.role == role]


def one_of_each(sights: Iterable[Sight]) -> list[Sight]:
    """One page of every route, ordered by who looks at it."""
    first = {sight.route: sight for sight in reversed(list(sights))}
    return sorted(first.values(), key=lambda sight: sight.role)
