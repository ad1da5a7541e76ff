"""What our witnesses have signed comes back to us, and counts only under a head that our record goes on from."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client

from dugnad.kit import outbound
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.record.actions.collecting import collect
from dugnad.record.actions.naming import drop_witness, name_witness
from dugnad.record.actions.witnessing import look
from dugnad.record.enums import Found, Vouched
from dugnad.record.keys import OWN
from dugnad.record.models import Head, Watched, Witness
from dugnad.record.notes import cosigned_by, opened, signed, text_of
from dugnad.record.origin import own_key, witness_key
from tests.cast import NOON, make_circle, make_member, signed_in
from tests.record.recording import many

pytestmark = pytest.mark.django_db
US, THEM = "https://us.example.org/record", "https://them.example.org/record"


def asked(address: str) -> bytes:
    """Both installations are this one: what it shows as a record, and what it signs as a witness."""
    return bytes(Client().get("/record" + address.removeprefix(US).removeprefix(THEM)).content)


@pytest.fixture
def operator(movement: object) -> Member:
    return make_member("olle", is_operator=True)


@pytest.fixture
def witness(operator: Member) -> Witness:
    return name_witness(by=operator, address=THEM, at=NOON)


@pytest.fixture
def watched(witness: Witness, operator: Member) -> Watched:
    """Us, as they watch us."""
    many(operator, make_circle(operator), 3)
    return Watched.objects.create(address=US, added_at=NOON)


class Telling:
    """A witness that gives one answer."""

    def __init__(self, body: bytes) -> None:
        self.body = body

    def __call__(self, address: str) -> bytes:
        return self.body


def told(**changed: object) -> bytes:
    """What they tell, but for what was changed."""
    there = json.loads(asked(f"{THEM}/witnessed/"))
    there["witnessed"] = [one | changed for one in there["witnessed"]]
    return json.dumps(there).encode()


def test_what_was_signed_comes_back(witness: Witness, watched: Watched, operator: Member) -> None:
    assert collect(witness, at=NOON, by=asked) == Vouched.NOTHING
    assert look(watched, at=NOON, by=asked) == Found.GOOD
    assert collect(witness, at=NOON, by=asked) == Vouched.GOOD

    head = Head.objects.latest("size")
    assert (witness.size, witness.signed_at, witness.key) == (head.size, NOON, witness_key().told)
    assert cosigned_by(witness.note, witness_key())
    assert opened(witness.note, own_key()).size == head.size
    page = Client().get("/record/").content.decode()
    assert THEM in page
    assert "It has signed" in page
    published = Client().get("/record/checkpoint").content.decode()
    assert published == witness.note
    shown = json.loads(Client().get("/record/cosigned/").content)
    assert [(one["address"], one["note"]) for one in shown["cosigned"]] == [(THEM, witness.note)]

    # One more decision: the new head is not signed beside until they look again, and then once only.
    fresh = many(operator, make_circle(operator), 1)
    assert Client().get("/record/checkpoint").content.decode() == fresh.note
    for minutes in (60, 120):
        assert look(watched, at=NOON + timedelta(minutes=minutes), by=asked) == Found.GOOD
        assert collect(witness, at=NOON, by=asked) == Vouched.GOOD
    assert (witness.size, witness.signed_at) == (fresh.size, NOON + timedelta(minutes=120))
    assert Client().get("/record/checkpoint").content.decode().count("\n— ") == 2


def test_a_head_that_ours_does_not_go_on_from_is_kept_and_shown(
    witness: Witness, watched: Watched, operator: Member
) -> None:
    look(watched, at=NOON, by=asked)
    another = signed(text_of(own_key().name, watched.size, bytes(32)), own_key(), OWN)
    longer = signed(text_of(own_key().name, watched.size + 100, bytes(32)), own_key(), OWN)

    for changed in ({"note": another}, {"refused": another}, {"note": longer}):
        Witness.objects.update(found=Vouched.NOT_YET, against="")
        witness.refresh_from_db()
        assert collect(witness, at=NOON, by=Telling(told(**changed))) == Vouched.AGAINST
        assert witness.against == next(iter(changed.values()))
    assert collect(witness, at=NOON, by=asked) == Vouched.AGAINST, "it stays"
    page = Client().get("/record/").content.decode()
    assert "It refuses our record" in page
    assert longer.splitlines()[2] in page


def test_who_refuses_us_is_shown(witness: Witness, watched: Watched) -> None:
    look(watched, at=NOON, by=asked)
    assert collect(witness, at=NOON, by=lambda address: told(found="forked")) == Vouched.AGAINST
    assert "It refuses our record" in Client().get("/record/").content.decode()
    assert collect(witness, at=NOON, by=asked) == Vouched.GOOD, "words alone do not stay"


def test_only_the_key_that_was_told_counts(witness: Witness, watched: Watched) -> None:
    look(watched, at=NOON, by=asked)
    Witness.objects.update(key=type(witness_key())("x", bytes(32), witness_key().kind).told)
    witness.refresh_from_db()
    assert collect(witness, at=NOON, by=asked) == Vouched.NOTHING
    assert witness.note == ""


def test_what_was_signed_by_us_for_somebody_else_does_not_count(witness: Witness, watched: Watched) -> None:
    look(watched, at=NOON, by=asked)
    theirs = watched.note.replace(own_key().name, "other.example.org/record")
    assert collect(witness, at=NOON, by=lambda address: told(note=theirs)) == Vouched.NOTHING


def test_an_older_signature_does_not_replace_a_newer(witness: Witness, watched: Watched, operator: Member) -> None:
    look(watched, at=NOON, by=asked)
    older = told()
    many(operator, make_circle(operator), 1)
    look(watched, at=NOON, by=asked)
    collect(witness, at=NOON, by=asked)
    newer = witness.note
    assert collect(witness, at=NOON, by=lambda address: older) == Vouched.GOOD
    assert witness.note == newer


@pytest.mark.parametrize(
    "body", [b"", b"\xff", b"<html>", b"[" * 10_000, b"{}", b'{"key": 1}', b'{"key": "a+b+c", "witnessed": [1]}']
)
def test_what_cannot_be_understood_is_no_answer(witness: Witness, watched: Watched, body: bytes) -> None:
    assert collect(witness, at=NOON, by=lambda address: body) == Vouched.SILENT


def test_who_is_away_is_asked_again(witness: Witness, watched: Watched) -> None:
    def away(address: str) -> bytes:
        raise outbound.NoAnswer("away")

    look(watched, at=NOON, by=asked)
    collect(witness, at=NOON, by=asked)
    kept = witness.note
    assert collect(witness, at=NOON, by=away) == Vouched.SILENT
    assert witness.note == kept
    assert collect(witness, at=NOON, by=asked) == Vouched.GOOD


def test_only_who_keeps_it_running_names_them(witness: Witness, operator: Member) -> None:
    bo = make_member("bo")
    for by, address, key, why in (
        (bo, "https://third.example.org/record", "", "machine|operator|running"),
        (operator, f"{THEM}/", "", "already"),
        (operator, "https://127.0.0.1/record", "", "public addresses"),
        (operator, "https://third.example.org/record", "x", "whole key"),
        (operator, "https://third.example.org/record", own_key().told, "key of a record"),
    ):
        with pytest.raises(Refused, match=why):
            name_witness(by=by, address=address, key=key, at=NOON)
    with pytest.raises(Refused):
        drop_witness(by=bo, witness=witness, at=NOON)
    assert signed_in(bo).post("/record/witnesses/", {"witness-address": US}).status_code == 404


def test_on_the_page(operator: Member) -> None:
    client = signed_in(operator)
    wrong = client.post("/record/witnesses/", {"witness-address": "http://x"})
    assert wrong.status_code == 422
    assert "public addresses" in wrong.content.decode()
    assert client.post("/record/witnesses/", {"witness-address": THEM}).status_code == 302
    one = Witness.objects.get()
    assert THEM in client.get("/record/watching/").content.decode()
    assert THEM not in Client().get("/record/").content.decode(), "it has signed nothing yet"
    assert client.post(f"/record/witnesses/{one.pk}/end/").status_code == 302
    assert not Witness.objects.exists()
    assert client.post(f"/record/witnesses/{one.pk}/end/").status_code == 404
    assert set(Act.objects.values_list("verb", flat=True)) >= {"witness-named", "witness-dropped"}
