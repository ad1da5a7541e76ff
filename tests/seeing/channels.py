"""By which ways anything reaches somebody: everything that comes by each of them, as text."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from dugnad.gatherings.actions import feeds
from dugnad.kit.clock import now
from dugnad.leaving.actions import archives
from dugnad.leaving.queries.files import path_of
from dugnad.ledger.topics import registered
from dugnad.live.entry import admit
from tests.cast import again
from tests.seeing.leaking import whole
from tests.seeing.routes import routes
from tests.seeing.world import World

HREF = re.compile(r'(?:href|src|action|hx-get)="([^"#]+)')
STARTS = ("/", "/act/", "/campaigns/", "/circles/", "/offers/", "/living/", "/work/", "/search/", "/ask/", "/me/")
MOST = 400
FILES = {
    "files": ("pulse_csv", "proposal_text", "proposal_approvals"),
    "pictures": ("ask_picture", "case_picture", "case_blurred", "spending_receipt"),
    "calendars": ("gathering_ics",),
    "news feeds": ("campaign_feed",),
    "record": ("record", "record_entries", "record_export", "record_entry", "record_receipt", "circle_record"),
}
"""Addresses that no page may link to: tried by whoever guesses them."""
CHANNELS = (
    "pages", "lists", "search", "error pages", "headers", *FILES, "own archive", "event stream", "inbox", "e-mail",
    "log",
)  # fmt: skip
"""Pushes have no content (`tests/notify/test_pushing.py`)."""


def crawl(client: Client, starts: tuple[str, ...]) -> dict[str, str]:
    """Every page that links lead to, by address. GET only; bounded."""
    return {address: whole(answer) for address, answer in visited(client, starts)}


def visited(client: Client, starts: tuple[str, ...]) -> Iterator[tuple[str, HttpResponseBase]]:
    """The answers themselves, each address once."""
    seen: set[str] = set()
    waiting = list(starts)
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        path = urlsplit(address).path
        if address in seen or path.startswith(("/static/", "/leave/", "/account/")):
            continue
        seen.add(address)
        answer = client.get(address, follow=True)
        yield address, answer
        text = "" if answer.streaming else whole(answer)
        waiting += [
            urljoin(address, link)
            for link in HREF.findall(text)
            if not urlsplit(link).netloc and not link.startswith("data:")
        ]


def starts_for(world: World) -> tuple[str, ...]:
    """Where the crawl begins: lists, a search for each private word, and things whose number was guessed."""
    asked = tuple(f"/search/?q={mark}" for mark in world.marks.made.values())
    return STARTS + tuple(f"/asks/{world.ask.pk}/{end}" for end in ("", "sealed/")) + asked


def by_request(world: World, role: str) -> dict[str, list[tuple[str, str]]]:
    """By channel: the question that was asked, which an answer may repeat, and the answer."""
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    client = world.client(role)
    for address, answer in visited(client, starts_for(world)):
        parts = urlsplit(address)
        kind = "search" if parts.path == "/search/" else "lists" if address in STARTS else "pages"
        told["error pages" if answer.status_code >= 400 else kind].append((parts.query, whole(answer)))
        told["headers"].append((parts.query, headers_of(answer)))
    for channel, names in FILES.items():
        for name in names:
            answer = client.get(reverse(name, kwargs=_parameters(world, name)))
            told[channel if answer.status_code == 200 else "error pages"].append(("", whole(answer)))
            told["headers"].append(("", headers_of(answer)))
    return told


def headers_of(answer: HttpResponseBase) -> str:
    """As lines."""
    return "\n".join(f"{name}: {unquote(value)}" for name, value in answer.headers.items())


def _page(world: World, topic: str, thing: str) -> str:
    return reverse("ask", args=[thing]) if topic == "ask" else reverse("campaign", args=[world.things["campaign_id"]])


def _parameters(world: World, name: str) -> dict[str, str]:
    return {key: world.things[key] for one in routes() if one.name == name for key in one.parameters}


def of_their_own(world: World, role: str) -> dict[str, list[tuple[str, str]]]:
    """What members have made for themselves, or keep open: a calendar, an archive, a page that follows."""
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    cookie = "; ".join(f"{name}={value}" for name, value in world.cookies[role].items())
    for topic in registered():
        for thing in {world.ask.pk, *world.things.values()}:
            if admit(cookie, (topic, thing)):  # what a stream sends are pieces of the page
                told["event stream"].append(("", whole(world.client(role).get(_page(world, topic, thing)))))
    if role not in world.people:
        return told
    member = again(world.people[role])
    _feed, token = feeds.open_feed(by=member)
    told["calendars"].append(("", whole(Client().get(reverse("calendar", args=[token])))))
    made = archives.ask(by=member, session_key="x")
    assert archives.make(made.pk, at=now())
    with zipfile.ZipFile(path_of(made)) as packed:
        told["own archive"] += [("", packed.read(name).decode(errors="replace")) for name in packed.namelist()]
    path_of(made).unlink()
    return told
