"""Browsers that are woken: by a push that says nothing, signed with our own key, over the network to a trap of ours."""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

import pytest
from allauth.usersessions.models import UserSession
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dugnad.asks.models import Ask
from dugnad.circles.models import Circle
from dugnad.kit.outbound import PUBLIC, Answer, NoAnswer, Way
from dugnad.kit.refusal import Refused
from dugnad.notify.actions.notices import mark_all_read
from dugnad.notify.actions.push import leave_asleep, let_wake
from dugnad.notify.models import Browser, Notice
from dugnad.notify.push_keys import authorization, public_key
from dugnad.notify.push_terms import APART, MOST_BROWSERS, MOST_FAILURES
from dugnad.notify.pushing import wake, wake_due
from dugnad.people.models import Member
from tests.asks.making import SOON, make_answer, make_ask
from tests.cast import NOON, again, signed_in
from tests.kit.test_outbound import trap
from tests.notify.making import follow

ENDPOINT = "https://push.example.org/wake/abc"
MINUTE = timedelta(minutes=1)


def session_of(member: Member, client: Client | None = None) -> UserSession:
    """A session of `member`, as the list of their sessions has it."""
    key = (client or signed_in(member)).session.session_key
    facts = {"user": member, "ip": "127.0.0.1", "user_agent": "Firefox/Android"}
    return UserSession.objects.get_or_create(session_key=key, defaults=facts)[0]


def make_browser(member: Member, endpoint: str = ENDPOINT, *, at: datetime = NOON) -> Browser:
    """A browser in which `member` is signed in, and wants to be told."""
    return let_wake(by=member, session_key=session_of(member).session_key, endpoint=endpoint, at=at)


class Service:
    """A push service that remembers whom it was to wake, and answers as it is told."""

    def __init__(self, status: int = 201, **headers: str) -> None:
        self.woken: list[str] = []
        self.answer = Answer(status, headers)

    def __call__(self, endpoint: str, at: datetime) -> Answer:
        self.woken.append(endpoint)
        return self.answer


def away(endpoint: str, at: datetime) -> Answer:
    raise NoAnswer("nobody")


@pytest.fixture
def need(bob: Member, open_circle: Circle) -> Ask:
    return make_ask(bob, open_circle)


def answered(alice: Member, need: Ask, at: datetime = SOON) -> None:
    """Somebody has answered, and everybody was told."""
    make_answer(alice, need, at=at)
    follow(at)


def test_one_browser_is_woken_once_for_what_is_new(alice: Member, bob: Member, need: Ask) -> None:
    make_browser(bob)
    service = Service()
    assert wake_due(service, at=SOON) == 0
    answered(alice, need)
    assert wake_due(service, at=SOON) == 1
    assert wake_due(service, at=SOON + timedelta(hours=1)) == 0
    assert service.woken == [ENDPOINT]


def test_at_most_once_in_five_minutes(alice: Member, bob: Member, need: Ask) -> None:
    make_browser(bob)
    service = Service()
    for _each in range(3):
        answered(alice, need)
        wake_due(service, at=SOON)
    assert len(service.woken) == 1
    assert wake_due(service, at=SOON + APART - MINUTE) == 0
    assert wake_due(service, at=SOON + APART) == 1
    assert wake_due(service, at=SOON + 3 * APART) == 0


def test_what_was_read_wakes_nobody(alice: Member, bob: Member, need: Ask) -> None:
    make_browser(bob)
    answered(alice, need)
    mark_all_read(by=bob, at=SOON + MINUTE)
    assert wake_due(Service(), at=SOON + MINUTE) == 0


def test_what_was_there_before_wakes_nobody(alice: Member, bob: Member, need: Ask) -> None:
    answered(alice, need)
    make_browser(bob, at=SOON)
    assert wake_due(Service(), at=SOON + MINUTE) == 0


def test_what_can_wait_for_the_digest_wakes_nobody(alice: Member, bob: Member, need: Ask) -> None:
    make_browser(bob)
    answered(alice, need)
    Notice.objects.update(pace="digest")
    assert wake_due(Service(), at=SOON) == 0


def test_quiet_hours_are_kept(alice: Member, bob: Member, need: Ask) -> None:
    quiet = {"quiet_from": time(12, 0), "quiet_until": time(14, 0), "time_zone": "UTC"}
    Member.objects.filter(pk=bob.pk).update(**quiet)
    make_browser(again(bob))
    answered(alice, need)
    service = Service()
    assert wake_due(service, at=SOON) == 0
    assert wake_due(service, at=SOON + timedelta(hours=1)) == 0
    assert wake_due(service, at=NOON + timedelta(hours=2)) == 1
    assert service.woken == [ENDPOINT]


def test_whoever_wants_it_always_quiet_is_never_woken(alice: Member, bob: Member, need: Ask) -> None:
    Member.objects.filter(pk=bob.pk).update(quiet_from=time(1), quiet_until=time(1))
    make_browser(again(bob))
    answered(alice, need)
    assert [wake_due(Service(), at=SOON + timedelta(hours=hours)) for hours in range(0, 50, 5)] == [0] * 10


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(alice: Member, bob: Member, need: Ask, status: int) -> None:
    make_browser(bob)
    answered(alice, need)
    assert wake_due(Service(status), at=SOON) == 0
    assert not Browser.objects.exists()


@pytest.mark.parametrize("status", [500, 503, 429, 400, 302])
def test_a_service_with_trouble_is_tried_ever_later(alice: Member, bob: Member, need: Ask, status: int) -> None:
    browser = make_browser(bob)
    answered(alice, need)
    at, waits = SOON, []
    for _try in range(10):
        wake_due(Service(status), at=at)
        browser.refresh_from_db()
        waits.append((browser.next_at - at) // MINUTE)
        at = browser.next_at
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360]
    service = Service()
    assert wake_due(service, at=at) == 1
    browser.refresh_from_db()
    assert browser.failures == 0


def test_a_service_is_listened_to_when_it_asks_for_a_pause(alice: Member, bob: Member, need: Ask) -> None:
    browser = make_browser(bob)
    answered(alice, need)
    wake_due(Service(429, **{"retry-after": "1800"}), at=SOON)
    browser.refresh_from_db()
    assert browser.next_at == SOON + timedelta(minutes=30)


def test_one_that_never_answers_is_forgotten(alice: Member, bob: Member, need: Ask) -> None:
    browser = make_browser(bob)
    answered(alice, need)
    Browser.objects.update(failures=MOST_FAILURES - 1, next_at=SOON)
    wake_due(away, at=SOON)
    assert not Browser.objects.filter(pk=browser.pk).exists()


def test_a_silent_service_holds_up_its_own_browsers_only(alice: Member, bob: Member, need: Ask) -> None:
    for number in range(3):
        make_browser(bob, f"https://push.example.org/{number}")
    make_browser(bob, "https://other.example.org/")
    answered(alice, need)
    asked: list[str] = []

    def wake(endpoint: str, at: datetime) -> Answer:
        asked.append(endpoint)
        if "push." in endpoint:
            raise NoAnswer("nobody")
        return Answer(201, {})

    assert wake_due(wake, at=SOON) == 1
    assert sorted(asked)[0] == "https://other.example.org/"
    assert len(asked) == 2


def test_an_address_that_leads_home_by_now_is_forgotten(alice: Member, bob: Member, need: Ask) -> None:
    make_browser(bob)
    Browser.objects.update(endpoint="https://127.0.0.1/")
    answered(alice, need)
    assert wake_due(wake, at=SOON) == 0
    assert not Browser.objects.exists()


def test_another_process_at_it_is_left_to_it(alice: Member, bob: Member, need: Ask) -> None:
    make_browser(bob)
    answered(alice, need)
    service = Service()

    def wake(endpoint: str, at: datetime) -> Answer:
        assert wake_due(service, at=SOON) == 0
        return Answer(201, {})

    assert wake_due(wake, at=SOON) == 1
    assert service.woken == []


def test_the_push_that_leaves_has_no_content_and_is_signed(
    alice: Member, bob: Member, need: Ask, tmp_path: Path
) -> None:
    with trap(tmp_path, host="push.example.org") as there:
        by_the_trap = Way(port=there.port, trusted=there.way.trusted, also=there.way.also)
        make_browser(bob)
        Browser.objects.update(endpoint=f"https://127.0.0.1:{there.port}/wake/abc")
        answered(alice, need)
        assert wake_due(partial(wake, way=by_the_trap), at=SOON) == 1
    (asked,) = there.asked
    head, _empty, body = asked.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    told = dict(line.split(": ", 1) for line in lines[1:])
    assert body == b""
    assert lines[0] == "POST /wake/abc HTTP/1.1"
    assert sorted(told) == ["Authorization", "Connection", "Content-Length", "Host", "TTL", "Topic", "Urgency"]
    assert (told["Content-Length"], told["TTL"], told["Topic"]) == ("0", "86400", "new")
    signed = re.fullmatch(r"vapid t=([\w.-]+),k=([\w-]+)", told["Authorization"])
    assert signed
    token, key = signed.groups()
    assert key == public_key()
    assert claims_of(token, key) == {
        "aud": f"https://127.0.0.1:{there.port}",
        "exp": int((SOON + timedelta(hours=12)).timestamp()),
        "sub": "mailto:dugnad@localhost",
    }
    assert bob.pk not in asked.decode()


def claims_of(token: str, key: str) -> object:
    """What was signed. Raises `InvalidSignature` when it was not by the holder of `key` (RFC 7515, RFC 7518)."""
    head, claims, signature = (urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in token.split("."))
    assert json.loads(head) == {"typ": "JWT", "alg": "ES256"}
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), urlsafe_b64decode(key + "="))
    both = int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
    signed = token.rpartition(".")[0].encode()
    point.verify(utils.encode_dss_signature(*both), signed, ec.ECDSA(hashes.SHA256()))
    return json.loads(claims)


def test_the_way_out_leads_to_the_public_only() -> None:
    assert Way() == PUBLIC
    assert wake.__kwdefaults__ == {"way": PUBLIC}


def test_the_key_is_made_once() -> None:
    assert public_key() == public_key()
    assert authorization(ENDPOINT, NOON).endswith(f"k={public_key()}")


@pytest.mark.parametrize(
    "endpoint", ["", "http://push.example.org/", "https://127.0.0.1/", "https://[::1]/", "https://localhost/",
                 "https://push.example.org:8080/", "https://me@push.example.org/", "https://x.example/" + "a" * 1000]
)  # fmt: skip
def test_an_address_that_leads_elsewhere_is_refused(bob: Member, endpoint: str) -> None:
    with pytest.raises(Refused):
        make_browser(bob, endpoint)
    assert not Browser.objects.exists()


def test_giving_the_same_twice_is_giving_it_once(bob: Member) -> None:
    assert make_browser(bob) == make_browser(bob)


def test_whoever_signs_in_at_a_browser_takes_it_over(bob: Member, charlie: Member) -> None:
    make_browser(bob)
    make_browser(charlie)
    assert Browser.objects.get().member == charlie


def test_a_member_has_ten_browsers_at_most(bob: Member) -> None:
    for number in range(MOST_BROWSERS + 2):
        make_browser(bob, f"{ENDPOINT}{number}", at=NOON + number * MINUTE)
    assert Browser.objects.count() == MOST_BROWSERS
    assert not Browser.objects.filter(endpoint=f"{ENDPOINT}0").exists()


def test_a_session_of_somebody_else_gives_nothing(bob: Member, charlie: Member) -> None:
    with pytest.raises(Refused):
        let_wake(by=bob, session_key=session_of(charlie).session_key, endpoint=ENDPOINT, at=NOON)


def test_somebody_elses_browser_stays_as_it_is(bob: Member, charlie: Member) -> None:
    browser = make_browser(bob)
    with pytest.raises(Refused):
        leave_asleep(by=charlie, browser=browser)
    assert Browser.objects.exists()


def test_signing_out_ends_it(bob: Member) -> None:
    client = signed_in(bob)
    let_wake(by=bob, session_key=session_of(bob, client).session_key, endpoint=ENDPOINT, at=NOON)
    client.post(reverse("account_logout"))
    assert not Browser.objects.exists()


def test_ending_the_session_from_afar_ends_it(bob: Member) -> None:
    browser = make_browser(bob)
    signed_in(bob).post(reverse("me_session_end", args=[browser.session_id]))
    assert not Browser.objects.exists()


@pytest.mark.parametrize("how", ["gone", "over", "closed"])
def test_nobody_who_is_signed_out_is_woken(alice: Member, bob: Member, need: Ask, how: str) -> None:
    browser = make_browser(bob)
    answered(alice, need)
    session = Session.objects.filter(session_key=browser.session.session_key)
    if how == "gone":
        session.delete()
    elif how == "over":
        session.update(expire_date=SOON - MINUTE)
    else:
        Member.objects.filter(pk=bob.pk).update(is_active=False)
    service = Service()
    assert wake_due(service, at=SOON) == 0
    assert service.woken == []
    assert not Browser.objects.exists()


def test_nothing_goes_out_over_the_network_here(alice: Member, bob: Member, need: Ask) -> None:
    """The real way, with a name that nobody has: nobody is reached, and the browser waits."""
    make_browser(bob, "https://push.invalid/wake")
    answered(alice, need)
    assert wake_due(wake, at=SOON) == 0
    assert Browser.objects.get().failures == 1


def test_the_same_queries_for_one_and_for_three(bob: Member, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = signed_in(bob)
    client.get(reverse("me_push"))
    for count in (1, 3):
        while Browser.objects.count() < count:
            make_browser(bob, f"{ENDPOINT}{Browser.objects.count()}")
        with django_assert_num_queries(4):
            assert client.get(reverse("me_push")).status_code == 200


def test_the_page_gives_this_browser_and_lists_it(bob: Member) -> None:
    client = signed_in(bob)
    session_of(bob, client)
    assert client.post(reverse("me_push"), {"endpoint": "https://10.0.0.1/"}).status_code == 422
    answer = client.post(reverse("me_push"), {"endpoint": ENDPOINT}, follow=True)
    page = answer.content.decode()
    assert "This browser is told from now on." in page
    assert "Firefox on Android" in page
    assert ENDPOINT not in page
    client.post(reverse("me_push_end", args=[Browser.objects.get().pk]))
    assert not Browser.objects.exists()


def test_without_a_script_there_is_no_button(bob: Member) -> None:
    page = signed_in(bob).get(reverse("me_push")).content.decode()
    form = re.search(r"<form[^>]*data-push[^>]*>", page)
    assert form
    assert " hidden" in form[0]
    assert 'data-push-said="unable">' in page


def test_somebody_elses_browser_is_not_there(bob: Member, charlie: Member) -> None:
    browser = make_browser(bob)
    assert signed_in(charlie).post(reverse("me_push_end", args=[browser.pk])).status_code == 404


def test_the_service_worker_stands_at_the_root_and_speaks_the_language(movement: object) -> None:
    answer = Client().get("/service-worker.js", headers={"accept-language": "en"})
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    script = answer.content.decode()
    assert script.startswith('const WORDS = {"title": "There is something new in Dugnad", "lang": "en"')
    assert '"inbox": "/inbox/"' in script
    assert '"leaving": ["/leave/", "/account/logout/"]' in script
