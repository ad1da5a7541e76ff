"""The record, for people and for programs: who reads what, and that hashes say nothing to others."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from dugnad.circles.actions.membership import enter
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.ledger.models import Audience
from dugnad.methods.merkle import leaf_hash, root_of
from dugnad.methods.merkle_proofs import proves_consistency, proves_inclusion
from dugnad.people.models import Member
from dugnad.record.models import Entry
from dugnad.record.notes import opened
from dugnad.record.origin import own_key
from dugnad.record.queries.tree import root
from dugnad.record.rules import reads_entry
from tests.cast import LONG_AGO, NOON, again, make_circle, signed_in
from tests.record.recording import decide, made_steward, many, signed_now, written_down

pytestmark = pytest.mark.django_db


def test_before_anything_was_signed(circle: Circle) -> None:
    assert Client().get("/record/").status_code == 200
    assert Client().get("/record/head/").status_code == 204
    for address in ("checkpoint", "head.svg", "export/", "proof/inclusion/0/1/", "tile/0/000.p/1"):
        assert Client().get(f"/record/{address}").status_code == 404, address


def test_a_member_reads_what_was_decided(circle: Circle, alice: Member, bob: Member) -> None:
    made_steward(alice, circle, bob)
    signed_now()
    text = signed_in(bob).get("/record/").content.decode()
    assert "A role was changed" in text
    assert "about you" in text
    assert "2 decisions" in text
    page = signed_in(bob).get(f"/circles/{circle.pk}/record/").content.decode()
    assert "A role was changed" in page
    assert "steward" in signed_in(bob).get("/record/1/").content.decode()


def test_of_a_circle_that_nobody_may_know_of_there_is_nothing(alice: Member, charlie: Member) -> None:
    hidden = make_circle(alice, openness=Openness.HIDDEN, name="Hush")
    many(alice, hidden, 3)
    for who in (Client(), signed_in(charlie)):
        seen = [whole(who, f"/record/{address}") for address in ("", "export/", "entries/0/3/")]
        for text in seen:
            assert "Hush" not in text
            assert hidden.pk not in text
            assert "role-changed" not in text
        for address in ("0/", "0/receipt/", "2/"):
            assert who.get(f"/record/{address}").status_code == 404
        assert json.loads(seen[2])["entries"][1].keys() == {"index", "leaf"}
    assert signed_in(charlie).get(f"/circles/{hidden.pk}/record/").status_code == 404


def whole(client: Client, address: str) -> str:
    answer = client.get(address)
    return b"".join(answer if answer.streaming else [answer.content]).decode()


def test_who_came_later_reads_from_that_day_on(circle: Circle, alice: Member, charlie: Member) -> None:
    decide(alice, circle, at=NOON)
    enter(circle=circle, member=charlie, at=NOON.replace(hour=13))
    decide(alice, circle, at=NOON.replace(hour=14))
    signed_now()
    reads = [row["index"] for row in entries(signed_in(charlie), 0, 2) if "data" in row]
    assert reads == [0, 2]  # that it was founded is for all members
    assert signed_in(charlie).get("/record/1/").status_code == 404


def test_what_is_private_is_read_by_the_two_it_is_between(circle: Circle, alice: Member, bob: Member) -> None:
    decide(alice, circle, audience=Audience.PRIVATE)
    signed_now()
    assert signed_in(alice).get("/record/1/").status_code == 200
    assert signed_in(bob).get("/record/1/").status_code == 404


def entries(client: Client, first: int, last: int) -> list[dict[str, object]]:
    told: list[dict[str, object]] = json.loads(client.get(f"/record/entries/{first}/{last}/").content)["entries"]
    return told


def test_the_three_faces_of_the_rule_agree(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    open_one = make_circle(alice, openness=Openness.OPEN, name="All")
    enter(circle=circle, member=charlie, at=NOON)
    for audience in Audience:
        for where in (circle, open_one):
            for at in (LONG_AGO, NOON):
                decide(alice, where, audience=audience, at=at)
    made_steward(alice, circle, bob)
    signed_now()
    for member in (alice, bob, charlie):
        for entry in Entry.objects.select_related("act"):
            one = again(member)
            can = reads_entry.can(one, entry)
            assert can == Entry.objects.visible_to(again(member)).filter(pk=entry.pk).exists()
            assert can == Member.objects.filter(reads_entry.who(entry), pk=member.pk).exists(), entry.data
    public = Entry.objects.visible_to(None).values_list("act__audience", flat=True)
    assert set(public) == {Audience.PUBLIC}


def test_heads_and_proofs_for_programs(circle: Circle, alice: Member) -> None:
    first = many(alice, circle, 4)
    head = many(alice, circle, 300)
    client = Client()
    note = client.get("/record/checkpoint")
    assert note["Content-Type"] == "text/plain; charset=utf-8"
    told = opened(note.content.decode(), own_key())
    assert (told.size, told.root) == (305, bytes(head.root))
    shown = json.loads(client.get("/record/head/").content)
    assert (shown["size"], shown["key"], shown["note"]) == (305, own_key().told, head.note)
    path = proof(client, "/record/proof/consistency/5/305/")
    assert proves_consistency(5, 305, bytes(first.root), told.root, path)
    leaf = bytes(Entry.objects.get(pk=200).leaf)
    assert proves_inclusion(200, 305, leaf, proof(client, "/record/proof/inclusion/200/305/"), told.root)
    assert client.get("/record/head.svg").content.startswith(b"<?xml")
    for wrong in (
        "inclusion/305/305/",
        "inclusion/0/306/",
        "consistency/0/5/",
        "consistency/6/5/",
        "consistency/1/306/",
    ):
        assert client.get(f"/record/proof/{wrong}").status_code == 404, wrong


def proof(client: Client, address: str) -> list[bytes]:
    return [bytes.fromhex(one) for one in json.loads(client.get(address).content)["proof"]]


def test_tiles_are_where_their_readers_look_for_them(circle: Circle, alice: Member) -> None:
    many(alice, circle, 304)
    client = Client()
    whole, rest = client.get("/record/tile/0/000").content, client.get("/record/tile/0/001.p/49").content
    leaves = [(whole + rest)[at : at + 32] for at in range(0, 305 * 32, 32)]
    assert leaves == [bytes(leaf) for leaf in Entry.objects.order_by("index").values_list("leaf", flat=True)]
    assert client.get("/record/tile/1/000.p/1").content == root_of(leaves[:256]) == root(256)
    for wrong in ("0/001", "0/001.p/50", "0/000.p/256", "0/000.p/0", "0/x000", "1/000", "2/000.p/1", "8/000", "0/../1"):
        assert client.get(f"/record/tile/{wrong}").status_code == 404, wrong
    assert client.get("/record/tile/entries/000").status_code == 404


def test_a_receipt_says_who_one_was_only_when_asked(circle: Circle, alice: Member, bob: Member) -> None:
    made_steward(alice, circle, bob)
    signed_now()
    bobs = signed_in(bob)
    plain, mine = (json.loads(bobs.get(f"/record/1/receipt/{end}").content) for end in ("", "?me"))
    assert leaf_hash(plain["data"].encode()).hex() == plain["leaf"]
    assert set(plain["opened"]) == {"says"}
    assert set(mine["opened"]) == {"says", "toward"}
    assert mine["opened"]["toward"]["says"] == bob.person_key
    assert alice.person_key not in json.dumps(mine)


def test_what_has_come_since_the_last_head_waits(circle: Circle, alice: Member) -> None:
    signed_now()
    decide(alice, circle)
    written_down()
    assert "Not signed yet" in signed_in(alice).get("/record/1/").content.decode()
    assert signed_in(alice).get("/record/1/receipt/").status_code == 404
    assert Client().get("/record/entries/0/1/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_no_more_of_a_longer_record(
    circle: Circle, alice: Member, number: int, django_assert_max_num_queries: object
) -> None:
    many(alice, circle, number)
    client = signed_in(alice)
    client.get("/record/")
    with django_assert_max_num_queries(12):  # type: ignore[operator]  # a fixture
        client.get("/record/")


def test_a_long_record_is_told_in_pages(circle: Circle, alice: Member) -> None:
    many(alice, circle, 40)
    client = signed_in(alice)
    assert "?before=11" in client.get("/record/").content.decode()
    assert "A circle was founded" in client.get("/record/?before=11").content.decode()
    assert client.get("/record/?before=x").status_code == 404
    assert Client().post("/record/").status_code == 405
