"""Other installations as witnesses: what grows is signed beside, what was changed is refused for good."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client

from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.methods.merkle import leaf_hash
from dugnad.people.models import Member, Movement
from dugnad.people.telling import Pace
from dugnad.record.actions.watching import unwatch, watch
from dugnad.record.actions.witnessing import look
from dugnad.record.enums import Found
from dugnad.record.models import Watched
from dugnad.record.notes import cosigned_by
from dugnad.record.origin import witness_key
from dugnad.record.telling import of_refusals, operators
from tests.cast import NOON, make_member, signed_in
from tests.record.lying import WHERE, Other

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(movement: Movement) -> Member:
    return make_member("olle", is_operator=True)


@pytest.fixture
def watched(operator: Member) -> Watched:
    return watch(by=operator, address=WHERE, at=NOON)


def test_what_grows_is_signed_beside(watched: Watched) -> None:
    other = Other().grow("one", "two", "three")
    assert look(watched, at=NOON, by=other) == Found.GOOD
    assert watched.key == other.key.told
    other.grow("four", "five")
    assert look(watched, at=NOON, by=other) == Found.GOOD
    assert watched.size == 5
    assert cosigned_by(watched.note, witness_key())
    assert look(watched, at=NOON, by=other) == Found.GOOD
    told = json.loads(Client().get("/record/witnessed/").content)
    assert told["witnessed"][0]["note"] == watched.note
    assert told["key"] == witness_key().told


def changed(other: Other) -> None:
    other.leaves[1] = leaf_hash(b"something else")
    other.grow("more")


def same_size(other: Other) -> None:
    other.leaves[1] = leaf_hash(b"something else")


def shorter(other: Other) -> None:
    other.shown = 2


def another_key(other: Other) -> None:
    other.private = Ed25519PrivateKey.from_private_bytes(bytes(31) + b"x")


def empty_proof(other: Other) -> None:
    other.grow("more")
    other.proof = lambda old, new: []  # type: ignore[method-assign]  # the liar's own


LIES = {
    "something else": changed, "two of one size": same_size, "shorter": shorter, "another key": another_key,
    "no proof": empty_proof,
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_what_was_changed_is_refused_for_good(watched: Watched, operator: Member, lie: str) -> None:
    other = Other().grow("one", "two", "three")
    look(watched, at=NOON, by=other)
    kept = watched.note
    LIES[lie](other)
    refused = other.note()
    assert look(watched, at=NOON, by=other) == Found.FORKED
    assert (watched.note, watched.refused) == (kept, refused)
    act = Act.objects.get(verb="record-refused")
    assert [(hearer.member, hearer.pace) for hearer in operators([act])] == [(operator.pk, Pace.AT_ONCE)]
    assert of_refusals(operator, [act])[act.pk].title == WHERE
    assert of_refusals(make_member("bo"), [act]) == {}
    assert look(watched, at=NOON, by=Other().grow("one", "two", "three")) == Found.FORKED, "it stays refused"
    assert Act.objects.filter(verb="record-refused").count() == 1
    page = signed_in(operator).get("/record/watching/").content.decode()
    assert "We refuse this record" in page


def test_a_key_that_was_told_is_the_only_one_believed(operator: Member) -> None:
    told = Other(bytes(31) + b"y").key.told
    watched = watch(by=operator, address=WHERE, key=told, at=NOON)
    assert look(watched, at=NOON, by=Other().grow("one")) == Found.FORKED


def test_who_does_not_answer_is_asked_again(watched: Watched) -> None:
    other = Other().grow("one")
    other.silent = True
    assert look(watched, at=NOON, by=other) == Found.SILENT
    other.silent = False
    assert look(watched, at=NOON, by=other) == Found.GOOD
    other.silent = True
    assert look(watched, at=NOON, by=other) == Found.SILENT
    assert watched.size == 1


@pytest.mark.parametrize("body", [b"", b"\xff", b"<html>", b"[" * 10_000, b"{}", b"a\n1\nb\n\n"])
def test_what_cannot_be_understood_is_no_head(watched: Watched, body: bytes) -> None:
    assert look(watched, at=NOON, by=lambda address: body) == Found.SILENT


@pytest.mark.parametrize(
    "address", ["http://other.example.org/record", "https://127.0.0.1/record", "https://localhost/", "x", ""]
)
def test_we_go_to_public_places_only(operator: Member, address: str) -> None:
    with pytest.raises(Refused, match="public addresses"):
        watch(by=operator, address=address, at=NOON)


def test_only_who_keeps_it_running_decides_that(watched: Watched, operator: Member) -> None:
    bo = make_member("bo")
    with pytest.raises(Refused):
        watch(by=bo, address="https://third.example.org/record", at=NOON)
    with pytest.raises(Refused):
        unwatch(by=bo, watched=watched, at=NOON)
    with pytest.raises(Refused, match="already"):
        watch(by=operator, address=f"{WHERE}/", at=NOON)
    with pytest.raises(Refused, match="whole key"):
        watch(by=operator, address="https://third.example.org/record", key="x", at=NOON)
    assert signed_in(bo).get("/record/watching/").status_code == 404


def test_on_the_page(operator: Member) -> None:
    client = signed_in(operator)
    assert client.post("/record/watching/", {"address": "http://x"}).status_code == 422
    assert client.post("/record/watching/", {"address": WHERE}).status_code == 302
    one = Watched.objects.get()
    assert WHERE in client.get("/record/watching/").content.decode()
    assert client.post(f"/record/watching/{one.pk}/end/").status_code == 302
    assert not Watched.objects.exists()
    assert client.post(f"/record/watching/{one.pk}/end/").status_code == 404
