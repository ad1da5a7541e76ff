"""Nothing serious stands in anybody's way, on any page one can reach: in light and dark, in English and Swedish."""

from __future__ import annotations

from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import resolve
from PIL import Image

from tests.browser.axe import barriers, in_light_and_dark
from tests.browser.crawling import Crawl, Sight, of, one_of_each
from tests.browser.scripts import script
from tests.browser.visiting import PASSPHRASE, PHONE, ROLES, Visits
from tests.browser.walking import Somebody
from tests.seeing.routes import routes

if TYPE_CHECKING:
    from playwright.sync_api import Page

SEND_EMPTY = script("send-empty")
FIRST_SOMETHING = {
    "invited",
    "account_signup",
    "signup_passkey",
    "invitation",
    "circle_join",
    "ask_hand_over",
    "living_new",
    "mfa_activate_totp",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_deactivate_totp",
    "mfa_authenticate",
}
"""Pages that want something before they are there: a link that was sent, a passphrase typed once more, a code."""
ELSEWHERE = {
    "setup": "the walk looks at it: in the demo movement it has been done",
    **dict.fromkeys(["ask_picture", "spending_receipt"], "a picture, not a page"),
    "operator_letter": "test_letters.py looks at it, once there is a letter",
    "letters_stop": "test_letters.py, once there is a letter",
    **dict.fromkeys(["campaign_deliver", "origin"], "test_campaigning.py grows one out of an ask"),
    **dict.fromkeys(["sign_sent", "sign_confirm", "sign_mine", "sign_sheet"], "test_signing.py"),
    **dict.fromkeys(["campaign_afresh", "pledge_afresh"], "pieces of pages that are looked at whole"),
    "sign_leaves": "a list, not a page",
    **dict.fromkeys(["proposal_text", "proposal_approvals"], "a file, not a page"),
    "campaign_feed": "a feed, not a page",
    "consents": "from a letter to somebody without an account; the same pieces as me_consents",
    "updates_stop": "one button, from a letter to somebody without an account",
    "update": "nobody has written one in the demo movement; tests/campaigns/supporting/test_updates.py",
    "supporters_import_draft": "a list that was sent a moment ago; tests/campaigns/supporting/test_lists.py",
    **dict.fromkeys(["letter", "letter_send", "letter_print", "article", "pitch", "pitch_new"], "test_reaching.py"),
    **dict.fromkeys(["clipping_new", "speaker", "speaker_ask"], "test_reaching.py: no articles in the demo movement"),
    **dict.fromkeys(["letter_discard", "letter_show"], "a form alone, from one's own letter"),
    "letter_confirm": "one button, from a letter to somebody without an account; tests/campaigns/reaching",
    "letter_pdf": "a file, not a page",
    "security_txt": "a file, and only where the operator gave a contact",
    "answer_held": "test_called.py, once an answer has come from an address we do not know",
    "inbox_open": "leads on, from a letter",
    "giving": "test_pledging.py; so the next four",
    "give": "nobody gives in the demo movement",
    "gift_strike": "the same",
    "spending_ask": "the same",
    "spending": "the same",
    "pledge_return": "one button, from a letter to somebody without an account; tests/campaigns/pledging/test_pages.py",
    "decision": "test_safety.py",
    "appeal": "for whoever the lot falls on; tests/safety/views/test_cases.py",
    **dict.fromkeys(["case_picture", "case_blurred"], "no pictures are reported; tests/safety/views/test_pictures.py"),
    "campaign_pulse_earlier": "no campaign of the demo movement has a pulse; the same page as circle_pulse_earlier",
    "gathering_cancel": "test_gathering_day.py",
    "contact": "nobody is under 18 in the demo movement; tests/protection/test_contacts.py",
    "gathering_ics": "a calendar, not a page",
    "calendar": "a calendar, not a page",
    **dict.fromkeys(["addresses_text", "addresses_signed"], "text and signatures, not pages; test_elsewhere.py"),
    **dict.fromkeys(["left", "leaving_archive"], "test_leaving.py: the last page, and a file"),
    **dict.fromkeys(["record_inclusion", "record_consistency", "record_tile", "record_entries"], "hashes, not pages"),
    "bundle_of_circle": "after a decision of several stewards; tests/moving/test_taking_along.py",
}
"""Pages that nobody in the demo movement reaches by a link, and where they are looked at instead."""
NOW_AND_THEN = {"record_entry", "record_receipt"}
"""Pages of the first decision on record, which may come before the crawl or after it; test_recording.py has them."""


NOWHERE = "/there-is-nothing-here/"
SPOKEN = ("html-has-lang", "html-lang-valid", "button-name", "link-name", "label", "select-name", "document-title")
"""Rules about words that are read aloud: the others do not know the language."""
TAKES_NOTHING = {"reply": "a reply can be put aside without a word"}


@pytest.mark.parametrize("role", ROLES, ids=[role or "stranger" for role in ROLES])
def test_nothing_stands_in_the_way(role: str, crawl: Crawl, visits: Visits, demo: str) -> None:
    assert in_the_way([*of(one_of_each(crawl.sights), role), Sight(role, "nothing", NOWHERE)], visits, demo) == []


@pytest.mark.long
@pytest.mark.parametrize("role", ROLES, ids=[role or "stranger" for role in ROLES])
def test_nothing_stands_in_the_way_on_any_page_with_something_new(
    role: str, crawl: Crawl, visits: Visits, demo: str
) -> None:
    assert in_the_way([*of(crawl.sights, role), Sight(role, "nothing", NOWHERE)], visits, demo) == []


def in_the_way(sights: list[Sight], visits: Visits, demo: str) -> list[str]:
    """What stands in the way on these pages, all of one role."""
    page, found = visits.open(demo, as_=sights[0].role), []
    for sight in sights:
        page.goto(sight.path)
        found += in_light_and_dark(page, sight.path)
    return found


@pytest.mark.long
def test_in_swedish(crawl: Crawl, visits: Visits, demo: str) -> None:
    found = []
    for role in ROLES:
        page = visits.open(demo, as_=role, language="sv")
        for sight in of(one_of_each(crawl.sights), role):
            page.goto(sight.path)
            assert page.get_attribute("html", "lang") == "sv"
            found += [f"{sight.path}: {line}" for line in barriers(page, SPOKEN)]
    assert found == []


def test_when_a_form_comes_back(crawl: Crawl, visits: Visits, demo: str) -> None:
    came_back, found = set(), []
    for role in ROLES:
        page = visits.open(demo, as_=role)
        for sight in of(one_of_each(crawl.sights), role):
            page.goto(sight.path)
            if page.evaluate(SEND_EMPTY, False):
                with page.expect_navigation():
                    page.evaluate(SEND_EMPTY, True)
                if sight.route in TAKES_NOTHING:
                    continue
                assert page.locator("main .error").count(), f"{sight.path} took an empty form"
                found += [f"{sight.path} sent empty: {line}" for line in barriers(page)]
                came_back.add(sight.route)
    assert found == []
    assert {"account_login", "ask_new", "offer_new"} <= came_back


def test_what_wants_something_first(visits: Visits, demo: str, tmp_path: Path) -> None:
    """A newcomer comes by a link, joins, takes on too much, shows something, and locks the account twice."""
    found: list[str] = []
    looked: set[str] = set()

    def look(page: Page) -> None:
        looked.add(resolve(urlsplit(page.url).path).view_name)
        found.extend(in_light_and_dark(page, page.url))

    steward = Somebody(visits.open(demo, as_="karin"), look)
    steward.at("/circles/")
    steward.follow("Skåne")
    steward.follow("Invite somebody")
    newcomer = Somebody(visits.open(demo, size=PHONE), look)
    link = steward.invites()
    newcomer.at(link)
    newcomer.at("/account/signup/passkey/")
    newcomer.comes_in(link, handle := f"new{token_hex(4)}")
    joins_and_hands_over(newcomer)
    asks_with_a_picture(newcomer, tmp_path)
    locks_twice(newcomer, handle)
    assert found == []
    assert looked >= FIRST_SOMETHING


def joins_and_hands_over(newcomer: Somebody) -> None:
    """An open circle, and an ask that is more than one can do."""
    newcomer.at("/circles/")
    newcomer.follow("Open kitchen")
    newcomer.follow("Read the norms and come in")
    newcomer.press("I keep to this. Let me in")
    with newcomer.page.expect_navigation():
        newcomer.page.locator("main a[href^='/asks/']").first.click()
    newcomer.press("I take this")
    newcomer.follow("I can’t finish, who can?")
    newcomer.press("Hand it over")


def asks_with_a_picture(newcomer: Somebody, folder: Path) -> None:
    """And with a sealed part; then it is solved."""
    picture = folder / "picture.png"
    Image.new("RGB", (600, 400), "teal").save(picture)
    newcomer.at("/circles/")
    newcomer.follow("Open kitchen")
    newcomer.writes_an_ask("Who can read this letter?", "It came today, in Swedish.")
    newcomer.fill(sealed="It is about Milan.", place="Malm")
    newcomer.page.locator("#id_place_found").get_by_text("Malmö, Skåne").click()
    newcomer.look(newcomer.page)
    newcomer.page.get_by_text("Languages and pictures").click()
    newcomer.page.set_input_files("[name=pictures]", picture)
    newcomer.press("Ask the circle")
    if newcomer.page.locator(".pictures img").count() == 0:
        newcomer.press("Ask the circle all the same")
    newcomer.page.locator(".pictures img").wait_for()
    newcomer.follow("See who wants to read it, and who has")
    newcomer.press("Read it")
    newcomer.follow("Back to the ask")
    newcomer.follow("I am helped")
    newcomer.press("Mark as helped")
    newcomer.follow("Write down what worked")


def locks_twice(newcomer: Somebody, handle: str) -> None:
    """One-time codes, recovery codes, a passkey; out, and in again with a recovery code."""
    newcomer.at("/account/2fa/totp/activate/")
    newcomer.fill(password=PASSPHRASE)
    newcomer.press("It is me")
    secret = newcomer.page.inner_text(".code")
    newcomer.fill(code=format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))
    newcomer.press("Use codes from now on")
    newcomer.at("/account/2fa/totp/deactivate/")
    makes_passkey(newcomer)
    newcomer.at("/account/2fa/recovery-codes/generate/")
    newcomer.press("Make ten codes")
    code = newcomer.page.inner_text(".code >> nth=0")
    newcomer.at("/me/")
    newcomer.press("Sign out")
    newcomer.at("/account/login/")
    newcomer.fill(login=handle, password=PASSPHRASE)
    newcomer.press("Sign in")
    newcomer.fill(code=code)
    newcomer.press("Sign in")
    newcomer.page.wait_for_selector("body.member")


def makes_passkey(newcomer: Somebody) -> None:
    """With a device that Chromium makes up."""
    device = newcomer.page.context.new_cdp_session(newcomer.page)
    device.send("WebAuthn.enable")
    able = dict.fromkeys(
        ["hasResidentKey", "hasUserVerification", "isUserVerified", "automaticPresenceSimulation"], True
    )
    device.send("WebAuthn.addVirtualAuthenticator", {"options": {"protocol": "ctap2", "transport": "internal", **able}})
    newcomer.at("/account/2fa/webauthn/add/")
    newcomer.press("Make the passkey")
    newcomer.at("/account/2fa/webauthn/")
    newcomer.follow("Rename")
    newcomer.press("Keep this name")
    newcomer.follow("Remove")
    newcomer.press("Remove it")


def test_every_page_was_looked_at(crawl: Crawl, visits: Visits, demo: str) -> None:
    """What no link leads to shows nothing: it takes a form, leads on, or is named in `ELSEWHERE` with the reason."""
    missed, clients = [], {role or "a stranger": visits.open(demo, as_=role).context.request for role in ROLES}
    for route in routes():
        if route.name in crawl.reached | FIRST_SOMETHING | NOW_AND_THEN | set(ELSEWHERE):
            continue
        path = route.path({**dict.fromkeys(route.parameters, "1"), **crawl.things})
        if not set(route.parameters) <= set(crawl.things):
            takes_forms_only = clients["karin"].get(path, max_redirects=0).status == 405
            assert takes_forms_only, f"{route.name} is never met: look at it in a test"
        for who, client in clients.items():
            answer = client.get(path, max_redirects=0)
            if answer.status == 200 and "text/html" in answer.headers["content-type"]:
                missed.append(f"{path} as {who}")
    assert missed == []


def test_what_is_looked_at_elsewhere_is_still_there(crawl: Crawl) -> None:
    assert {route.name for route in routes()} >= set(ELSEWHERE)
    assert crawl.reached & set(ELSEWHERE) == set()
