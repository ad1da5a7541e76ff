"""Passkeys in a real browser, with an authenticator made of software."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator

from dugnad.people.actions.member import arrive
from dugnad.people.models import Member, Movement
from tests.cast import NOON, PASSPHRASE
from tests.chromium import CHROMIUM, FLAGS

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="there is no chromium here"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(autouse=True)
def _playwright_runs_a_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def page(live_server: LiveServer) -> Iterator[Page]:
    from playwright.sync_api import sync_playwright

    Movement.objects.create(name="Stand by", open_signup=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        fresh = browser.new_page(base_url=live_server.url.replace("127.0.0.1", "localhost"))
        wrong: list[str] = []
        fresh.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        fresh.on("pageerror", lambda error: wrong.append(str(error)))
        yield fresh
        browser.close()
        assert [line for line in wrong if not ("422" in line or "409" in line)] == []


@pytest.fixture
def authenticator(page: Page) -> tuple[CDPSession, str]:
    """A phone that its owner opens whenever it asks."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    made = devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return devtools, made["authenticatorId"]


def sign_out(page: Page) -> None:
    page.goto("/account/logout/")
    page.get_by_role("button", name="Sign out").click()


def sign_in_by_passkey(page: Page) -> None:
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: "/account/" not in url)


def test_an_account_made_by_passkey_and_entered_again(page: Page, authenticator: tuple[CDPSession, str]) -> None:
    page.goto("/account/signup/")
    page.get_by_role("link", name="Use a passkey instead").click()
    page.get_by_label("Handle").fill("Nadia")
    page.get_by_role("button", name="Go on").click()
    assert not Member.objects.exists()
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    assert page.locator(".code").count() == 10
    page.get_by_role("link", name="I have written them down").click()
    member = Member.objects.get()
    assert (member.handle, member.has_usable_password()) == ("Nadia", False)
    sign_out(page)
    sign_in_by_passkey(page)
    page.goto("/account/sessions/")
    assert page.get_by_text("This one").count() == 1


def test_stopping_leaves_nobody_behind(page: Page, authenticator: tuple[CDPSession, str]) -> None:
    devtools, device = authenticator
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    page.goto("/account/signup/passkey/")
    page.get_by_label("Handle").fill("Nadia")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_text("That did not go through, or you stopped it.").wait_for()
    assert not Member.objects.exists()
    page.get_by_role("link", name="Choose a passphrase instead").click()
    page.get_by_label("Handle").fill("Nadia")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Make my account").click()
    page.wait_for_url(lambda url: "/account/" not in url)
    assert Member.objects.get().handle == "Nadia"


def test_a_passkey_beside_a_passphrase(page: Page, authenticator: tuple[CDPSession, str]) -> None:
    arrive(handle="asa", passphrase=PASSPHRASE, at=NOON)
    page.goto("/account/login/")
    page.get_by_label("Handle").fill("asa")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/account/" not in url)
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="It is me").click()
    page.get_by_label("What do you call it?").fill("my phone")
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    page.goto("/account/2fa/webauthn/")
    assert page.get_by_text("my phone").first.is_visible()
    # The same device is not asked for a second one.
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_text("This device already has a passkey").wait_for()
    sign_out(page)
    sign_in_by_passkey(page)
    sign_out(page)
    # With the passphrase, the passkey is the second step.
    page.goto("/account/login/")
    page.get_by_label("Handle").fill("asa")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="One more step").wait_for()
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url(lambda url: "/account/" not in url)
    assert Authenticator.objects.filter(type="webauthn").count() == 1


def test_the_only_key_cannot_be_thrown_away(page: Page, authenticator: tuple[CDPSession, str]) -> None:
    page.goto("/account/signup/passkey/")
    page.get_by_label("Handle").fill("Nadia")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    passkey = Authenticator.objects.get(type="webauthn")
    page.goto(f"/account/2fa/webauthn/keys/{passkey.pk}/remove/")
    page.get_by_role("button", name="Remove it").click()
    page.get_by_text("This passkey is your only way in.").wait_for()
    page.goto(f"/account/2fa/webauthn/keys/{passkey.pk}/remove/")
    page.get_by_role("link", name="Choose a passphrase", exact=True).click()
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_label("The same once more").fill(PASSPHRASE)
    page.get_by_role("button", name="Keep this passphrase").click()
    page.goto(f"/account/2fa/webauthn/keys/{passkey.pk}/remove/")
    page.get_by_role("button", name="Remove it").click()
    page.wait_for_url("**/webauthn/")
    assert not Authenticator.objects.filter(type="webauthn").exists()
