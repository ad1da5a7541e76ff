"""What goes on record is written once, in order, with nobody's name in it."""

from __future__ import annotations

import json

import pytest
from django.db import IntegrityError, connection, transaction

from dugnad.circles.acts import ROLE_CHANGED
from dugnad.circles.models import Circle, Membership
from dugnad.ledger import on_record as registry
from dugnad.ledger.followers import NotNow
from dugnad.ledger.models import Act, NeverChanged
from dugnad.ledger.on_record import AlreadyOnRecord, OnRecord, all_on_record, on_record
from dugnad.methods.merkle import leaf_hash, root_of
from dugnad.people.models import Member
from dugnad.record.actions.appending import append
from dugnad.record.actions.forgetting import forget, forget_circle, forget_the_gone
from dugnad.record.canon import salted
from dugnad.record.follower import Recorder
from dugnad.record.models import Entry, Node, Salt
from dugnad.record.queries.tree import consistency_proof, inclusion_proof, root
from tests.record.recording import decide, made_steward, many, written_down

pytestmark = pytest.mark.django_db


def test_what_goes_on_record_and_nothing_else(circle: Circle, alice: Member) -> None:
    decide(alice, circle)
    entries = written_down()
    verbs = [json.loads(entry.data)["verb"] for entry in entries]
    assert verbs == ["founded", "role-changed"]
    assert [entry.index for entry in entries] == [0, 1]
    assert [entry.before_id for entry in entries] == [None, 0]
    assert all(bytes(entry.leaf) == leaf_hash(entry.data.encode()) for entry in entries)


def test_nobody_stands_in_it_by_name_or_key(circle: Circle, alice: Member, bob: Member) -> None:
    made_steward(alice, circle, bob)
    entry = written_down()[-1]
    told = json.loads(entry.data)
    for personal in (alice.person_key, bob.person_key, alice.pk, bob.pk, "alice", "bob"):
        assert personal not in entry.data
    kept = {one.part: one for one in entry.salts.all()}
    assert set(kept) == {"actor", "toward", "says"}
    assert told["actor"] == salted(bytes(kept["actor"].salt), alice.person_key)
    assert told["toward"] == salted(bytes(kept["toward"].salt), bob.person_key)
    assert told["says"] == salted(bytes(kept["says"].salt), '{"role":"steward"}')


def test_one_person_is_not_the_same_hash_twice(circle: Circle, alice: Member) -> None:
    decide(alice, circle)
    decide(alice, circle)
    hashes = [json.loads(entry.data)[part] for entry in written_down()[1:] for part in ("actor", "toward")]
    assert len(set(hashes)) == 4


def test_an_act_that_comes_again_is_not_written_again(circle: Circle, alice: Member) -> None:
    acts = [decide(alice, circle) for _ in range(3)]
    assert append(acts) == 3
    assert append(acts) == 0
    assert append([*acts, decide(alice, circle)]) == 1
    assert [entry.act_id for entry in written_down()][:4] == [*[act.pk for act in acts], acts[-1].pk + 1]


@pytest.mark.parametrize("batches", [(1,), (2, 3), (7,), (1, 1, 1), (5, 8, 4), (16, 1, 15)])
def test_the_tree_is_the_same_however_it_grew(circle: Circle, alice: Member, batches: tuple[int, ...]) -> None:
    for batch in batches:
        append([decide(alice, circle) for _ in range(batch)])
    leaves = [bytes(leaf) for leaf in Entry.objects.order_by("index").values_list("leaf", flat=True)]
    size = sum(batches)
    assert [root(part) for part in range(size + 1)] == [root_of(leaves[:part]) for part in range(size + 1)]
    assert Node.objects.count() == sum(size >> height for height in range(1, size.bit_length()))


def test_a_proof_takes_two_queries(circle: Circle, alice: Member, django_assert_num_queries: object) -> None:
    many(alice, circle, 20)
    with django_assert_num_queries(2):  # type: ignore[operator]  # a fixture
        inclusion_proof(7, 21)
    with django_assert_num_queries(2):  # type: ignore[operator]  # a fixture
        consistency_proof(13, 21)


def test_no_number_is_given_twice_or_left_out(circle: Circle, alice: Member) -> None:
    written_down()
    act = decide(alice, circle)
    for index, before in ((0, None), (2, 1), (2, 0), (1, None), (-1, None)):
        with pytest.raises(IntegrityError):
            put(Entry(index=index, before_id=before, act=act, data="{}", leaf=b""))


@transaction.atomic
def put(entry: Entry) -> None:
    """With everything that a commit would look at."""
    entry.save(force_insert=True)
    connection.check_constraints()


def test_nothing_is_edited_or_deleted(circle: Circle) -> None:
    (entry,) = written_down()
    for change in (entry.save, entry.delete, Entry.objects.all().delete, lambda: Entry.objects.update(data="{}")):
        with pytest.raises(NeverChanged):
            change()


def broken(acts: object) -> dict[int, dict[str, str]]:
    raise KeyError("ours")


def test_what_an_app_cannot_tell_stops_the_record_and_nothing_comes_after(
    circle: Circle, alice: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    written_down()
    before = decide(alice, circle)
    monkeypatch.setitem(registry._on_record, ROLE_CHANGED.code, OnRecord(ROLE_CHANGED, "x", broken))
    with pytest.raises(NotNow, match="KeyError"):
        Recorder().handle([before])
    assert Entry.objects.count() == 1
    monkeypatch.undo()
    assert [entry.act_id for entry in written_down()][1:] == [before.pk]


def test_a_member_who_is_erased_is_nobody_on_record(circle: Circle, alice: Member, bob: Member) -> None:
    made_steward(alice, circle, bob)
    many(alice, circle, 3)
    size = Entry.objects.count()
    before, data = root(size), list(Entry.objects.order_by("index").values_list("data", flat=True))
    assert forget(bob.person_key) == 1
    assert forget(bob.person_key) == 0
    assert not Salt.objects.filter(person=bob.person_key).exists()
    assert Salt.objects.filter(person=alice.person_key).exists()
    assert root(size) == before
    assert list(Entry.objects.order_by("index").values_list("data", flat=True)) == data


def test_nobody_is_forgotten_by_an_empty_name(circle: Circle) -> None:
    written_down()
    assert forget("") == forget_circle("") == 0
    assert Salt.objects.exists()


def test_of_people_who_are_gone_no_salt_is_kept(circle: Circle, alice: Member, bob: Member) -> None:
    written_down()
    decide(bob, circle)
    key = bob.person_key
    Membership.objects.filter(member=bob).delete()
    Member.objects.filter(pk=bob.pk).delete()
    last = written_down()[-1]
    assert key not in last.data
    assert not last.salts.filter(person=key).exists()
    Salt.objects.create(entry=last, part="object", person=key, salt=b"x")
    assert forget_the_gone() == 1


def test_a_circle_that_is_deleted_takes_its_words_along(circle: Circle, alice: Member) -> None:
    entry = written_down()[0]
    assert entry.salts.filter(part="says").exists()
    assert forget_circle(circle.pk) == 2
    assert not entry.salts.exists()


def test_what_goes_on_record_is_said_once() -> None:
    with pytest.raises(AlreadyOnRecord, match="role-changed"):
        on_record(ROLE_CHANGED, "again")
    assert Act.objects.count() == 0
    assert [one.verb.code for one in all_on_record()] == sorted(one.verb.code for one in all_on_record())
