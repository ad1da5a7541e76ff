"""Holes that others had at the door: being led elsewhere, and limits that another form of the same name gets round."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from dugnad.people.models import Member
from tests.cast import signed_in
from tests.people.accounts.test_sign_in import LATER, PASSPHRASE, asa, sign_in

__all__ = ["asa"]
HOSTS = (
    "example.org",
    "example.org:443",
    "user@example.org",
    "[::1]",
    "xn--80ak6aa92e.com",
    "example.org%2f",
    "0x7f.1",
    "1",
)
TRICKS = (
    *(
        form.format(host)
        for host in HOSTS
        for form in ("https://{}/", "//{}/", "/\\{}/", "\\\\{}/", "/\t/{}/", "///{}/")
    ),
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "https:example.org",
    "https:///example.org",
    " //example.org",
)
FORMS = ("Åsa", "åsa", "ÅSA", "A\u030asa", " Åsa ", "\u212bsa")
"""One handle as it can be typed, composed and not."""


def elsewhere(location: str) -> bool:
    """Whether a browser would leave this address's host. Tabs and line breaks are dropped, backslashes are slashes."""
    read = location.removeprefix("http://testserver").translate({9: None, 10: None, 13: None}).strip()
    read = read.replace("\\", "/")
    return not (read.startswith("/") and not read.startswith("//"))


@pytest.mark.parametrize("field", ["query", "form"])
def test_nobody_is_led_elsewhere_after_signing_in(asa: Member, field: str) -> None:
    led = []
    for trick in TRICKS:
        path = reverse("account_login") + (f"?next={quote(trick)}" if field == "query" else "")
        sent = {"login": "Åsa", "password": PASSPHRASE, **({"next": trick} if field == "form" else {})}
        answer = Client().post(path, sent)
        assert answer.status_code == 302, trick
        led += [trick] if elsewhere(answer["Location"]) else []
    assert led == []


def test_nobody_is_led_elsewhere_by_another_way(asa: Member) -> None:
    for trick in TRICKS:
        client = signed_in(asa)
        for path, sent in (
            (reverse("account_logout"), {"next": trick}),
            ("/language/", {"language": "sv", "next": trick}),
            (f"{reverse('account_logout')}?next={quote(trick)}", {}),
        ):
            answer = client.post(path, sent, headers={"referer": "http://testserver/"})
            assert not elsewhere(answer.headers.get("Location", "/")), (path, trick)


def test_another_form_of_the_same_name_or_address_is_not_counted_anew(asa: Member) -> None:
    pages = []
    for number, form in enumerate(FORMS * 2):
        client = Client(REMOTE_ADDR=f"198.51.100.{number}", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")
        pages.append(sign_in(client, form, f"guess {number}"))
    assert [LATER in page for page in pages].count(False) == 5
