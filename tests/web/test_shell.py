"""The frame of every page: who sees what, the way out, what is said when something goes wrong."""

from __future__ import annotations

import errno
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import html5lib
import pytest
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.backends.db import SessionStore
from django.db import InterfaceError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.test import Client
from django.urls import include, path
from django.views.i18n import set_language

from dugnad.kit.refusal import Refused
from dugnad.people.models import Member, Movement
from dugnad.web.views import errors
from dugnad.web.views.leave import leave
from tests.cast import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.test_shell")]

TEXT = "He can come tonight, <b>I</b> can pick him up.\n\nUntil one."
SHOWN = "He can come tonight, &lt;b&gt;I&lt;/b&gt; can pick him up.\n\nUntil one."
PAGE = '{% extends "base.html" %}{% block title %}A page{% endblock %}{% block main %}<h1>A page</h1>{% endblock %}'
STATIC = Path(settings.ROOT) / "web" / "static" / "dugnad"


def page(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        messages.success(request, request.POST["text"])
        return redirect("today")
    return HttpResponse(engines["django"].from_string(PAGE).render({}, request))


def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return HttpResponse()


def raises(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


def remembers(request: HttpRequest) -> HttpResponse:
    request.session = SessionStore()
    request.session["something"] = "that is saved only after the view has answered"
    return HttpResponse()


def asks_in_vain(request: HttpRequest) -> HttpResponse:
    with broken_database(InterfaceError("connection already closed")):
        return HttpResponse(str(Movement.objects.count()))


urlpatterns = [
    *[path(f"{name}/", page, name=name) for name in ("circles", "act", "me", "search", "inbox")],
    path("", page, name="today"),
    path("leave/", leave, name="leave_site"),
    path("language/", set_language, name="set_language"),
    path("account/", include("allauth.urls")),
    path("out/", sign_out),
    path("remembers/", remembers),
    path("away/", asks_in_vain),
    path("full/", raises(OSError(errno.ENOSPC, "No space left on device"))),
    path("broken/", raises(ZeroDivisionError())),
    path("refused/", raises(Refused("Somebody was quicker."))),
]
handler400, handler403 = errors.bad_request, errors.not_found
handler404, handler500 = errors.not_found, errors.server_error


@contextmanager
def broken_database(error: Exception) -> Iterator[None]:
    """Every question to the database fails as if it were away."""

    def fail(*_: Any) -> None:
        raise error

    with connection.execute_wrapper(fail):
        yield


def text(response: Any) -> str:
    """The page, after a strict parser found nothing wrong with it."""
    html = response.content.decode()
    if html.startswith("<!doctype"):
        html5lib.HTMLParser(strict=True).parse(html)
    return html


class TestFrame:
    def test_a_stranger_can_sign_in_and_leave(self, movement: Movement, client: Client) -> None:
        html = text(client.get("/"))
        assert "<title>A page · Stand by</title>" in html
        assert 'href="/account/login/"' in html
        assert 'data-leave="https://www.wikipedia.org/"' in html
        assert '<nav class="main"' not in html
        assert "htmx" not in html

    def test_a_member_finds_her_way(self, bob: Member) -> None:
        html = text(signed_in(bob).get("/circles/"))
        assert re.findall(r'<a href="(.+?)"( aria-current="page")?><svg', html) == [
            ("/", ""),
            ("/circles/", ' aria-current="page"'),
            ("/act/", ""),
            ("/me/", ""),
        ]
        assert 'href="/search/"' in html
        assert f'data-member="{bob.pk}"' in html
        assert "/account/login/" not in html

    @pytest.mark.parametrize(
        ("address", "here"),
        [("/", "today"), ("/circles/", "circles"), ("/account/email/", "me"), ("/search/", "")],
    )
    def test_where_am_i(self, bob: Member, address: str, here: str) -> None:
        response = signed_in(bob).get(address, follow=True)
        assert response.context["here"] == here

    def test_nothing_inline_and_nothing_from_elsewhere(self, bob: Member) -> None:
        html = text(signed_in(bob).get("/"))
        assert not re.findall(r"<script(?![^>]* src=)|<style| style=| on\w+=", html)
        assert not re.findall(r'(?:src|href)="(?!/)[^#]', html.replace('href="#main"', ""))

    def test_htmx_may_not_evaluate_or_remember(self, bob: Member) -> None:
        html = text(signed_in(bob).get("/"))
        config = json.loads(re.search(r"name=\"htmx-config\" content='(.+?)'", html)[1])  # type: ignore[index]  # fails the test
        assert config["allowEval"] is False
        assert config["includeIndicatorStyles"] is False
        assert config["selfRequestsOnly"] is True
        assert config["historyCacheSize"] == 0

    @pytest.mark.parametrize(("language", "direction"), [("sv", "ltr"), ("ar", "rtl")])
    def test_language_and_direction(
        self, movement: Movement, client: Client, settings: Any, language: str, direction: str
    ) -> None:
        settings.LANGUAGES = [("en", "English"), ("sv", "Swedish"), ("ar", "Arabic")]
        html = text(client.get("/", headers={"Accept-Language": language}))
        assert f'<html lang="{language}" dir="{direction}">' in html

    def test_the_language_is_one_tap_away(self, movement: Movement, client: Client) -> None:
        assert '<button name="language" value="sv" lang="sv">Svenska</button>' in text(client.get("/?a=1&b=2"))
        client.post("/language/", {"language": "sv", "next": "/?a=1"})
        assert '<html lang="sv"' in text(client.get("/"))

    def test_messages_are_told_once_and_escaped(self, bob: Member) -> None:
        client = signed_in(bob)
        html = text(client.post("/", {"text": "<b>Saved."}, follow=True))
        assert "<p>&lt;b&gt;Saved.</p>" in html
        assert "Saved" not in text(client.get("/"))

    def test_a_name_is_escaped(self, movement: Movement, client: Client) -> None:
        Movement.objects.update(name="<script>")
        assert "<script>" not in text(client.get("/"))

    def test_it_asks_the_database_little(self, bob: Member, django_assert_num_queries: Any) -> None:
        client = signed_in(bob)
        with django_assert_num_queries(3):  # session, member, movement
            client.get("/")

    def test_a_database_that_is_away_leaves_a_frame(self, movement: Movement, client: Client) -> None:
        with broken_database(InterfaceError("connection already closed")):
            html = text(client.get("/"))
        assert "<h1>A page</h1>" in html
        assert "Stand by" not in html

    def test_it_weighs_little(self, bob: Member) -> None:
        assert len(signed_in(bob).get("/").content) < 8_000
        assert sum(len(file.read_bytes()) for file in STATIC.iterdir()) < 32_000


class TestDiscretion:
    def test_a_members_page_is_kept_in_no_cache(self, bob: Member, movement: Movement, client: Client) -> None:
        assert signed_in(bob).get("/").headers["Cache-Control"] == "no-store"
        assert "Cache-Control" not in client.get("/").headers

    def test_pages_may_use_no_device(self, movement: Movement, client: Client) -> None:
        assert "geolocation=()" in client.get("/").headers["Permissions-Policy"]

    def test_our_own_forms_carry_their_origin(self, movement: Movement, client: Client) -> None:
        assert client.get("/").headers["Referrer-Policy"] == "same-origin"

    def test_signing_out_wipes_what_the_browser_kept(self, bob: Member) -> None:
        client = signed_in(bob)
        assert "Clear-Site-Data" not in client.get("/").headers
        assert client.get("/out/").headers["Clear-Site-Data"] == '"cache", "storage"'


class TestLeaving:
    def test_it_ends_the_session_and_goes(self, bob: Member) -> None:
        client = signed_in(bob)
        response = client.post("/leave/")
        assert response.status_code == 303
        assert response.headers["Location"] == "https://www.wikipedia.org/"
        assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
        assert response.headers["Cache-Control"] == "no-store"
        assert "data-member" not in text(client.get("/"))

    def test_no_cookie_is_left(self, bob: Member) -> None:
        client = signed_in(bob)
        client.get("/")
        response = client.post("/leave/")
        assert {name for name, cookie in response.cookies.items() if cookie["max-age"] == 0} == {
            "sessionid",
            "csrftoken",
        }

    def test_a_stale_token_does_not_keep_anybody(self, bob: Member) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(bob)
        assert client.post("/leave/", {"csrfmiddlewaretoken": "stale"}).status_code == 303

    def test_the_script_gets_no_address(self, bob: Member) -> None:
        client = signed_in(bob)
        response = client.post("/leave/", {"quiet": "1"})
        assert response.status_code == 204
        assert "Location" not in response.headers
        assert "data-member" not in text(client.get("/"))

    def test_a_database_that_is_away_keeps_nobody(self, bob: Member) -> None:
        client = signed_in(bob)
        with broken_database(InterfaceError("connection already closed")):
            response = client.post("/leave/")
        assert response.status_code == 303
        assert response.cookies["sessionid"]["max-age"] == 0

    def test_a_stranger_can_leave(self, movement: Movement, client: Client) -> None:
        assert client.post("/leave/").status_code == 303

    def test_not_by_a_link(self, movement: Movement, client: Client) -> None:
        assert client.get("/leave/").status_code == 405


class TestErrors:
    @pytest.fixture
    def client(self, bob: Member) -> Client:
        client = signed_in(bob)
        client.raise_request_exception = False
        return client

    def test_not_found(self, client: Client) -> None:
        response = client.get("/nowhere/")
        assert response.status_code == 404
        assert "There is nothing here for you to see" in text(response)
        assert '<nav class="main"' in text(response)

    def test_locked_or_away(self, client: Client) -> None:
        response = client.post("/away/", {"text": TEXT, "urgency": "1", "csrfmiddlewaretoken": "x"})
        assert response.status_code == 503
        assert int(response.headers["Retry-After"]) <= 6
        html = text(response)
        assert f'aria-label="What you wrote">\n{SHOWN}</textarea>' in html
        assert f'<input type="hidden" name="text" value="{SHOWN}">' in html
        assert '<input type="hidden" name="urgency" value="1">' in html
        assert 'value="x"' not in html
        assert "data-keep" in html

    def test_away_when_reading(self, client: Client) -> None:
        html = text(client.get("/away/"))
        assert '<a class="button first" href="/away/">Try again</a>' in html
        assert "<textarea" not in html

    def test_a_passphrase_is_not_shown_and_not_sent_again(self, client: Client) -> None:
        html = text(client.post("/away/", {"text": TEXT, "password1": "a lamp in the window"}))
        assert "a lamp in the window" not in html
        assert SHOWN in html
        assert "Send it again" not in html

    def test_away_for_htmx_is_told_beside_the_form(self, client: Client) -> None:
        response = client.post("/away/", {"text": TEXT}, headers={"HX-Request": "true"})
        assert response.status_code == 503
        assert (response.headers["HX-Retarget"], response.headers["HX-Reswap"]) == ("this", "afterend")
        html = text(response)
        assert html.startswith('<div class="notice wrong told" role="alert">')
        assert SHOWN not in html

    def test_no_room(self, client: Client) -> None:
        response = client.post("/full/", {"text": TEXT})
        assert response.status_code == 507
        assert SHOWN in text(response)

    def test_a_session_that_cannot_be_saved(self, client: Client) -> None:
        with broken_database(InterfaceError("connection already closed")):
            response = client.post("/remembers/", {"text": TEXT})
        assert response.status_code == 503
        assert SHOWN in text(response)

    def test_refused(self, client: Client) -> None:
        response = client.post("/refused/", {"text": TEXT})
        assert response.status_code == 409
        assert "<h1>Somebody was quicker.</h1>" in text(response)
        assert 'href="/">Go back</a>' in text(response)
        assert SHOWN in text(response)

    def test_broken(self, client: Client) -> None:
        response = client.post("/broken/", {"text": TEXT})
        assert response.status_code == 500
        assert "Something broke on our side" in text(response)
        assert SHOWN in text(response)

    def test_the_error_page_survives_an_error_of_its_own(self, client: Client, settings: Any) -> None:
        settings.ROOT_URLCONF = "tests.web.test_shell_without_names"
        response = client.get("/broken/")
        assert response.status_code == 500
        assert response.content.decode() == errors.LAST_RESORT

    def test_too_much(self, client: Client, settings: Any) -> None:
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
        response = client.post("/", {"text": "x" * 200})
        assert response.status_code == 413
        assert "too much at once" in text(response)

    def test_an_unknown_host(self, client: Client) -> None:
        response = client.get("/", headers={"Host": "elsewhere.example"})
        assert response.status_code == 400
        assert "Nothing was changed" in text(response)


class TestStaleForm:
    @pytest.fixture
    def client(self, bob: Member) -> Client:
        client = Client(enforce_csrf_checks=True)
        client.force_login(bob)
        client.get("/circles/")
        return client

    def test_the_text_comes_back(self, client: Client) -> None:
        response = client.post(
            "/",
            {"text": TEXT, "password": "a lamp in the window", "csrfmiddlewaretoken": "stale"},
            headers={"Referer": "http://testserver/circles/"},
        )
        assert response.status_code == 403
        html = text(response)
        assert SHOWN in html
        assert "a lamp in the window" not in html
        assert 'href="http://testserver/circles/">Go back</a>' in html
        assert "Send it again" not in html

    def test_words_from_another_site_are_not_shown(self, client: Client) -> None:
        response = client.post("/", {"text": TEXT}, headers={"Origin": "https://elsewhere.example"})
        assert response.status_code == 403
        assert SHOWN not in text(response)

    def test_an_address_of_another_site_is_not_offered(self, client: Client) -> None:
        response = client.post("/", {"text": TEXT}, headers={"Referer": "https://elsewhere.example/"})
        assert "elsewhere" not in text(response)
        assert 'href="/">Go back</a>' in text(response)
