"""The pages of what several stewards decide."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pytest_django import DjangoAssertNumQueries

from dugnad.circles.models import Circle, Membership
from dugnad.kit.clock import now
from dugnad.ledger.models import Act
from dugnad.notify.follower import Teller
from dugnad.notify.models import Notice
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member
from dugnad.quorum.models import Approval, Pause, Proposal, SigningKey
from dugnad.quorum.writing import key_text
from tests.cast import again, make_member, signed_in
from tests.quorum.deciding import approves, circle_of, key_of, proposed, signed, stewards_of

pytestmark = pytest.mark.django_db
LIST_QUERIES = 10


@pytest.fixture
def pair(movement: object) -> list[Member]:
    return stewards_of(2)


@pytest.fixture
def tended(pair: list[Member]) -> Circle:
    return circle_of(*pair)


def text(path: str, member: Member) -> str:
    return signed_in(member).get(path).content.decode()


def test_from_proposing_to_done(tended: Circle, pair: list[Member]) -> None:
    ann, ben = (signed_in(one) for one in pair)
    new = f"/circles/{tended.pk}/together/new/"
    assert "Delete the circle" in ann.get(new).content.decode()
    answer = ann.post(f"{new}?action=retention", {"days": "30", "why": "", "form_key": "k" * 16})
    assert (answer.status_code, 'value="30"' in answer.content.decode()) == (422, True)
    path = ann.post(f"{new}?action=retention", {"days": "30", "why": "So\r\nbe it.", "form_key": "k" * 16})["Location"]
    made = Proposal.objects.get()
    assert (path, made.why) == (f"/proposals/{made.pk}/", "So\nbe it.")
    assert "erased after 30 days, not after 90" in text(f"/circles/{tended.pk}/", Member.objects.get(handle="mona"))
    for one, client in zip(pair, (ann, ben), strict=True):
        wrong = client.post(f"{path}approve/", {"signature": "0" * 128})
        assert (wrong.status_code, "does not fit" in wrong.content.decode()) == (422, True)
        spaced = f" {signed(one, made.canonical)[:64]}\n{signed(one, made.canonical)[64:].upper()} "
        assert client.post(f"{path}approve/", {"signature": spaced})["Location"] == path
    assert "2 signatures count. It takes 2 of 2 stewards." in ann.get(path).content.decode()
    assert ann.post(f"{path}carry-out/").status_code == 409
    ann.post(f"{path}withdraw/")
    assert "Taken back" in text(f"/circles/{tended.pk}/together/", pair[0])


def test_a_pause_and_the_end(tended: Circle, pair: list[Member]) -> None:
    ann, ben = (signed_in(one) for one in pair)
    made = proposed(pair[0], tended, at=now() - timedelta(days=3))
    path = f"/proposals/{made.pk}/"
    for one in pair:
        approves(one, made, at=now())
    assert "Carry it out" in ann.get(path).content.decode()
    ben.post(f"{path}pause/", {"why": "Not yet."})
    page = ann.get(path).content.decode()
    assert ("Not yet." in page, "Carry it out" in page) == (True, False)
    assert ann.post(f"{path}carry-out/").status_code == 409
    assert ann.post(f"{path}unpause/").status_code == 409
    ben.post(f"{path}unpause/")
    ann.post(f"{path}carry-out/")
    assert Circle.objects.get().retention_days == 30
    assert "Carried out" in text(f"/circles/{tended.pk}/together/", pair[0])


def test_everybody_in_the_circle_is_told(tended: Circle, pair: list[Member]) -> None:
    made = proposed(pair[0], tended, at=now())
    Teller().tell([made.act], now())
    told = set(Notice.objects.filter(act=made.act).values_list("member__handle", flat=True))
    assert told == {"steward1", "mona"}
    inbox = text("/inbox/", Member.objects.get(handle="mona"))
    assert "You have two days to look" in inbox


def test_a_key_of_ones_own(tended: Circle, pair: list[Member]) -> None:
    ann, path = signed_in(pair[0]), f"/circles/{tended.pk}/key/"
    before = SigningKey.objects.get(member=pair[0])
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw().hex()
    wrong = private.sign(key_text(circle=tended.pk, handle="steward1", public=public).encode()).hex()
    right = private.sign(key_text(circle=tended.pk, handle="steward0", public=public).encode()).hex()
    assert ann.post(path, {"public": public, "proof": wrong}).status_code == 422  # made for somebody else
    assert ann.post(path, {"public": public, "proof": right})["Location"] == path
    before.refresh_from_db()
    assert before.ended_at is not None
    page = text(path, Member.objects.get(handle="mona"))
    assert SigningKey.objects.get(public=public).fingerprint in page
    assert "Make a new key" not in page
    again_ = signed_in(pair[1]).post(path, {"public": public, "proof": wrong})
    assert again_.status_code == 422  # one key, one steward
    made = Act.objects.get(verb="signing-key-made", object_id=SigningKey.objects.get(public=public).pk)
    Teller().tell([made], now())
    assert set(Notice.objects.filter(act=made).values_list("member__handle", flat=True)) == {"steward1"}
    ann.post(f"{path}end/")
    assert not SigningKey.objects.filter(member=pair[0], ended_at=None).exists()
    for _ in range(4):
        key_of(pair[0], tended, at=now())
    full = ann.post(path, {"public": public, "proof": right})
    assert "several keys today" in full.content.decode()


def test_one_steward_reads_how_to_find_another(circle: Circle, alice: Member) -> None:
    page = text(f"/circles/{circle.pk}/together/new/?action=export", alice)
    assert "This takes two stewards at least" in page
    assert "Why?" not in page


def test_the_files_say_everything(tended: Circle, pair: list[Member]) -> None:
    made = proposed(pair[0], tended, at=now())
    one = approves(pair[0], made, at=now())
    mona = Member.objects.get(handle="mona")
    assert text(f"/proposals/{made.pk}/to-sign.json", mona) == made.canonical
    told = json.loads(text(f"/proposals/{made.pk}/approvals.json", mona))
    (approval,) = told["approvals"]
    assert (told["text"], approval["signature"], approval["name"]) == (made.canonical, one.signature, "steward0")
    block(by=pair[0], other=mona)
    (approval,) = json.loads(text(f"/proposals/{made.pk}/approvals.json", again(mona)))["approvals"]
    assert approval["name"] is None
    assert "steward0" not in text(f"/proposals/{made.pk}/", mona)


def test_a_forged_row_is_shown_as_what_it_is(tended: Circle, pair: list[Member]) -> None:
    made = proposed(pair[0], tended, at=now())
    approves(pair[0], made, at=now())
    Approval.objects.update(signature="0" * 128)
    assert "does not count" in text(f"/proposals/{made.pk}/", pair[1])
    Proposal.objects.update(why="Another reason")
    assert "This is not what was proposed." in text(f"/proposals/{made.pk}/", pair[1])


def test_nobody_outside_sees_any_of_it(tended: Circle, pair: list[Member]) -> None:
    made, eve = proposed(pair[0], tended, at=now()), make_member("eve")
    paths = [f"/circles/{tended.pk}/{end}/" for end in ("together", "together/new", "key")]
    paths += [f"/proposals/{made.pk}/{end}" for end in ("", "to-sign.json", "approvals.json")]
    client = signed_in(eve)
    assert {client.get(path).status_code for path in paths} == {404}
    for deed in ("approve", "pause", "unpause", "carry-out", "withdraw"):
        assert client.post(f"/proposals/{made.pk}/{deed}/").status_code == 404
        assert signed_in(Member.objects.get(handle="mona")).post(f"/proposals/{made.pk}/{deed}/").status_code == 409
        assert client.get(f"/proposals/{made.pk}/{deed}/").status_code == 405
    assert not Pause.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long(
    tended: Circle, pair: list[Member], django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        proposed(pair[0], tended, at=now(), days=10 + number)
    client = signed_in(pair[1])
    client.get("/")
    with django_assert_num_queries(LIST_QUERIES):
        page = client.get(f"/circles/{tended.pk}/together/").content.decode()
    assert page.count("not before") == rows


def test_only_a_member_is_made_a_steward_from_her_page(tended: Circle, pair: list[Member]) -> None:
    mona = Membership.objects.get(member__handle="mona")
    page = text(f"/memberships/{mona.pk}/", pair[0])
    assert f"/circles/{tended.pk}/together/new/?action=add-steward&amp;handle=mona" in page
    assert 'value="mona"' in text(f"/circles/{tended.pk}/together/new/?action=add-steward&handle=mona", pair[0])
