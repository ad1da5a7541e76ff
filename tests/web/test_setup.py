from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from dugnad.asks.models import Kind
from dugnad.circles.models import Circle, Invitation, Membership
from dugnad.ledger.models import Act
from dugnad.people.models import Member, Movement, Skill
from dugnad.web import setup
from tests.cast import LONG_AGO, PASSPHRASE

pytestmark = pytest.mark.django_db(transaction=False)

FACTS = {
    "name": "Stand by",
    "purpose": "We stand by each other.",
    "handle": "alice",
    "passphrase": PASSPHRASE,
    "circle_name": "Skåne",
    "circle_purpose": "We answer.",
    "circle_norms": "Be kind.",
}


@pytest.fixture(autouse=True)
def no_code_is_left() -> Iterator[None]:
    yield
    setup.forget_code()


def test_the_address_carries_a_code_that_stays_until_it_is_used() -> None:
    address = setup.address("http://127.0.0.1:8000/")
    assert address == f"http://127.0.0.1:8000/setup/?code={setup.code()}"
    assert len(setup.code()) >= 43
    path = settings.CONFIG.data / "keys" / "setup"
    assert path.stat().st_mode & 0o777 == 0o600
    setup.forget_code()
    assert not path.exists()


def test_from_nothing_to_a_movement(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    page = client.get("/setup/", {"code": setup.code()}).content.decode()
    assert f'<input type="hidden" name="code" value="{setup.code()}"' in page
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/setup/", FACTS | {"code": setup.code()})
    circle, movement, alice = Circle.objects.get(), Movement.objects.get(), Member.objects.get()
    assert answer.headers["Location"] == f"/circles/{circle.pk}/invite/"
    assert (movement.name, movement.open_signup, movement.set_up_at is None) == ("Stand by", False, False)
    assert (alice.handle, alice.is_operator, alice.check_password(PASSPHRASE)) == ("alice", True, True)
    mine = Membership.objects.get()
    assert (mine.member, mine.role, circle.norms, circle.takes_applications) == (alice, "steward", "Be kind.", False)
    assert Kind.objects.get(pk="legal").skills.count() == 3
    assert Skill.objects.filter(is_profession=True).exists()
    assert not (settings.CONFIG.data / "keys" / "setup").exists()
    assert not setup.needs_setup()


def test_the_second_steward_comes_by_the_link_on_the_next_page(client: Client) -> None:
    client.post("/setup/", FACTS | {"code": setup.code()})
    page = client.get(f"/circles/{Circle.objects.get().pk}/invite/").content.decode()
    (path,) = re.findall(r'class="code">http://testserver(/invited/[^/]+/)<', page)
    assert Invitation.objects.get().for_steward is True
    second = Client()
    assert second.get(path).status_code == 200
    second.post("/account/signup/", {"username": "bob", "password1": PASSPHRASE})
    second.post("/invitation/", {"norms": "1"})
    assert Membership.objects.get(member__handle="bob").role == "steward"


def test_a_stranger_without_the_code_takes_nothing(client: Client) -> None:
    for code in ("", "x" * 64):
        answer = client.post("/setup/", FACTS | {"code": code})
        assert answer.status_code == 422
        assert setup.code() not in answer.content.decode()
        assert PASSPHRASE not in answer.content.decode()
    assert "We stand by each other." in answer.content.decode()
    assert "That is not the code" in answer.content.decode()
    assert not Member.objects.exists()
    assert setup.needs_setup()


def test_the_page_asks_for_the_code_if_the_address_has_none(client: Client) -> None:
    for path in ("/setup/", "/setup/?code=wrong"):
        page = client.get(path).content.decode()
        assert 'type="text" name="code"' in page
        assert setup.code() not in page


def test_the_front_door_leads_there_until_it_is_done(client: Client, movement: Movement) -> None:
    assert client.get("/").status_code == 200
    Movement.objects.update(set_up_at=None)
    assert client.get("/").headers["Location"] == "/setup/"


def test_afterwards_the_page_is_not_there(client: Client, movement: Movement) -> None:
    assert client.get("/setup/", {"code": setup.code()}).status_code == 404
    assert client.post("/setup/", FACTS | {"code": setup.code()}).status_code == 404
    assert Movement.objects.get().set_up_at == LONG_AGO


def test_a_row_without_set_up_is_taken_over(client: Client, movement: Movement) -> None:
    Movement.objects.update(set_up_at=None)
    client.post("/setup/", FACTS | {"code": setup.code(), "name": "Another", "open_signup": "on"})
    movement.refresh_from_db()
    assert (movement.name, movement.open_signup) == ("Another", True)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"passphrase": "short"}, "at least 8 characters"),
        ({"passphrase": "password1"}, "Too many people use this one"),
        ({"handle": "a b"}, "No spaces"),
        ({"circle_name": ""}, "What is your first circle called?</a>"),
    ],
)
def test_what_is_missing_is_told_and_the_rest_is_kept(client: Client, changed: dict[str, str], said: str) -> None:
    answer = client.post("/setup/", FACTS | changed | {"code": setup.code()})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "We stand by each other." in answer.content.decode()
    assert (Member.objects.count(), Movement.objects.count(), Act.objects.count()) == (0, 0, 0)
