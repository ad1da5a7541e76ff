"""Who may follow: whoever may open the page, and nobody else can tell that there is one."""

from __future__ import annotations

from http.client import HTTPConnection

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse

from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.live.hub import MOST_OF_ONE
from dugnad.people.models import Member
from tests.asks.making import make_ask
from tests.cast import again
from tests.live.listening import PATIENCE, Listener, Server, cookie_of, stream_of
from tests.seeing.table import ROLES
from tests.seeing.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("openness", list(Openness))
def test_streams_are_open_to_those_to_whom_the_page_is(server: Server, openness: Openness) -> None:
    world = make_world(openness)
    followed, opened = {}, {}
    for role in ROLES:
        browser = world.client(role)
        cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())
        page = Listener(server, stream_of(world.ask), cookie)
        followed[role] = page.status
        opened[role] = browser.get(reverse("ask", args=[world.ask.pk])).status_code
        if page.status == 200:
            page.hang_up()

    assert followed == {role: 200 if status == 200 else 404 for role, status in opened.items()}
    assert followed["stranger"] == followed["blocked"] == followed["banned"] == 404
    assert followed["member"] == 200


@pytest.mark.parametrize("where", ["/live/", "/live/ask/", "/live/ask/nothing/", "/live/nothing/x/", "/live/ask/x/y/"])
def test_nothing_is_found_where_nothing_is(server: Server, circle: Circle, alice: Member, where: str) -> None:
    assert Listener(server, where, cookie_of(alice)).status == 404


@pytest.mark.parametrize("cookie", ["", "sessionid=", "sessionid=nothing", "sessionid=\x01;;;=", "other=1"])
def test_a_cookie_that_is_no_session_lets_nobody_in(server: Server, circle: Circle, alice: Member, cookie: str) -> None:
    assert Listener(server, stream_of(make_ask(alice, circle)), cookie).status in {400, 404}


def test_an_account_that_was_shut_does_not_enter(server: Server, circle: Circle, alice: Member, bob: Member) -> None:
    ask, cookie = make_ask(alice, circle), cookie_of(bob)
    Member.objects.filter(pk=bob.pk).update(is_active=False)

    assert Listener(server, stream_of(ask), cookie).status == 404


def test_a_stream_is_kept_by_nobody_between(server: Server, circle: Circle, alice: Member) -> None:
    page = Listener(server, stream_of(make_ask(alice, circle)), cookie_of(alice))

    assert page.response.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert page.response.headers["Cache-Control"] == "no-store"
    assert page.response.headers["X-Accel-Buffering"] == "no"
    page.hang_up()


def test_a_page_left_open_is_no_visit(server: Server, circle: Circle, alice: Member) -> None:
    ask, cookie = make_ask(alice, circle), cookie_of(alice)
    before = list(Session.objects.values_list())
    Listener(server, stream_of(ask), cookie).hang_up()

    assert list(Session.objects.values_list()) == before
    assert settings.SESSION_COOKIE_NAME in cookie


def test_one_member_has_only_so_many(server: Server, circle: Circle, alice: Member, bob: Member) -> None:
    ask, cookie = make_ask(alice, circle), cookie_of(again(bob))
    pages = [Listener(server, stream_of(ask), cookie) for _each in range(MOST_OF_ONE)]

    assert Listener(server, stream_of(ask), cookie).status == 503
    other = Listener(server, stream_of(ask), cookie_of(alice))
    assert other.status == 200
    for page in [*pages, other]:
        page.hang_up()


@pytest.mark.parametrize("method", ["POST", "HEAD", "PUT"])
def test_a_stream_is_only_read(server: Server, circle: Circle, alice: Member, method: str) -> None:
    line = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    line.request(method, stream_of(make_ask(alice, circle)), headers={"Cookie": cookie_of(alice)})

    assert line.getresponse().status == 405
    line.close()
