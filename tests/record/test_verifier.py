"""The script that anybody runs, and that nothing done to the record goes past it (A17)."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from dugnad.circles.models import Circle
from dugnad.methods.merkle import leaf_hash
from dugnad.people.models import Member
from dugnad.record.actions.signing import Changed, sign_head
from dugnad.record.keys import OWN
from dugnad.record.models import Entry, Head, Node
from dugnad.record.notes import signed, text_of
from dugnad.record.origin import own_key
from dugnad.record.queries.handing_out import export, receipt
from dugnad.record.queries.tree import consistency_proof, root
from tests.cast import NOON
from tests.reading import ROOT
from tests.record.recording import decide, many, signed_now

SCRIPT = ROOT / "docs" / "verify_record.py"

pytestmark = pytest.mark.django_db


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """The script on its own: no packages, no folder of ours."""
    command = [sys.executable, "-I", "-S", str(SCRIPT), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, cwd="/", timeout=60, check=False)


class Kept:
    """What a member has on her own disk: the record as it was, and its last head."""

    def __init__(self, folder: Path, member: Member, head: Head) -> None:
        self.folder, self.member = folder, member
        self.head = folder / "kept.txt"
        self.head.write_text(head.note)

    def take(self, name: str = "record.jsonl", head: Head | None = None) -> Path:
        """The record as it is told now."""
        path = self.folder / name
        newest = head or Head.objects.order_by("-size")[0]
        path.write_text("".join(export(self.member, newest)))
        return path

    def check(self, *, key: str | None = None) -> subprocess.CompletedProcess[str]:
        """Does what is told now go on from what she kept?"""
        return run("export", self.take(), "--kept", self.head, "--key", key or own_key().told)


@pytest.fixture
def kept(circle: Circle, alice: Member, tmp_path: Path) -> Kept:
    return Kept(tmp_path, alice, many(alice, circle, 6))


def test_a_whole_record_is_as_it_should_be(kept: Kept, circle: Circle, alice: Member, charlie: Member) -> None:
    done = kept.check()
    assert done.returncode == 0, done.stdout
    assert "7 entries, 7 of them readable to you" in done.stdout
    decide(alice, circle)
    signed_now()
    assert "8 entries" in (longer := kept.check()).stdout
    assert "goes on from the head you kept, which had 7" in longer.stdout
    outside = run("export", Kept(kept.folder, charlie, Head.objects.get(size=8)).take())
    assert outside.returncode == 0
    assert "8 entries, 1 of them readable to you" in outside.stdout  # that it was founded; the rest is the circle's
    assert own_key().told in outside.stdout


def rehash() -> None:
    """What a host would do who knows how it works: make leaves and tree anew out of what stands there now."""
    with connection.cursor() as sql:
        for index, data in Entry.objects.order_by("index").values_list("index", "data"):
            sql.execute('UPDATE record_entry SET leaf = %s WHERE "index" = %s', [leaf_hash(data.encode()), index])
    Node.objects.all().delete()
    leaves = [bytes(leaf) for leaf in Entry.objects.order_by("index").values_list("leaf", flat=True)]
    from dugnad.record.actions.appending import _grow  # what nobody else calls

    _grow(0, leaves)


def sign_anew() -> None:
    """And sign it, with the record's own key."""
    size = Entry.objects.count()
    Head.objects.filter(size__gte=size).delete()
    fresh = root(size)
    Head.objects.create(size=size, root=fresh, note=signed(text_of(own_key().name, size, fresh), own_key(), OWN))


def sql(*statements: str) -> Callable[[], None]:
    def tamper() -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA defer_foreign_keys = ON")
            for statement in statements:
                cursor.execute(statement)

    return tamper


EDIT = sql("UPDATE record_entry SET data = replace(data, 'role-changed', 'role-chanced') WHERE \"index\" = 3")
EDIT_HASH = sql('UPDATE record_entry SET leaf = (SELECT leaf FROM record_entry WHERE "index" = 2) WHERE "index" = 3')
SWAP = sql(
    'CREATE TEMPORARY TABLE held AS SELECT "index", data, leaf FROM record_entry WHERE "index" IN (2, 4)',
    'UPDATE record_entry SET data = (SELECT data FROM held WHERE "index" = 4), leaf = (SELECT leaf FROM held '
    'WHERE "index" = 4) WHERE "index" = 2',
    'UPDATE record_entry SET data = (SELECT data FROM held WHERE "index" = 2), leaf = (SELECT leaf FROM held '
    'WHERE "index" = 2) WHERE "index" = 4',
    "DROP TABLE held",
)
CUT_SHORT = sql(
    'DELETE FROM record_salt WHERE entry_id >= 5', 'DELETE FROM record_entry WHERE "index" = 6',
    'DELETE FROM record_entry WHERE "index" = 5',
)  # fmt: skip
TAKE_OUT = sql(  # one from the middle, the others moved up as if it had never been
    'DELETE FROM record_salt',
    'CREATE TEMPORARY TABLE held AS SELECT "index", data, leaf FROM record_entry WHERE "index" > 3',
    'UPDATE record_entry SET data = (SELECT data FROM held WHERE held."index" = record_entry."index" + 1), leaf = '
    '(SELECT leaf FROM held WHERE held."index" = record_entry."index" + 1) WHERE "index" BETWEEN 3 AND 5',
    'DELETE FROM record_entry WHERE "index" = 6',
    "DROP TABLE held",
)  # fmt: skip
TAMPERING = {
    "edited": EDIT, "hash edited": EDIT_HASH, "swapped": SWAP, "cut short": CUT_SHORT, "taken out": TAKE_OUT,
}  # fmt: skip


@pytest.mark.parametrize("how", TAMPERING)
def test_nothing_changed_in_sql_goes_past_the_verifier(kept: Kept, how: str) -> None:
    TAMPERING[how]()
    done = kept.check()
    assert done.returncode == 1, f"{how}: {done.stdout}"
    assert done.stdout.startswith("WRONG: ")


@pytest.mark.parametrize("how", sorted(set(TAMPERING) - {"hash edited"}))
def test_nor_when_the_host_makes_all_of_it_anew_and_signs_it(kept: Kept, how: str) -> None:
    TAMPERING[how]()
    rehash()
    sign_anew()
    assert run("export", kept.take()).returncode == 0, "by itself it is whole: only what was kept tells"
    done = kept.check()
    assert done.returncode == 1
    assert "head you kept" in done.stdout


@pytest.mark.parametrize("how", TAMPERING)
def test_and_nothing_more_is_signed(kept: Kept, circle: Circle, alice: Member, how: str) -> None:
    TAMPERING[how]()
    if how != "hash edited":
        rehash()
    if how in {"cut short", "taken out"}:
        with pytest.raises(Changed):
            sign_head(at=NOON)
        return
    decide(alice, circle)
    if how == "hash edited":  # the tree above still knows better: what is told does not fit it
        signed_now()
        assert kept.check().returncode == 1
        return
    with pytest.raises(Changed, match="not those that were signed"):
        signed_now()


def test_two_members_who_were_shown_two_records(kept: Kept, circle: Circle, alice: Member) -> None:
    decide(alice, circle)
    hers = signed_now()
    told_her, her_root = hers.note, bytes(hers.root)
    sql("UPDATE record_entry SET data = replace(data, 'role-changed', 'role-chanced') WHERE \"index\" = 7")()
    rehash()
    sign_anew()
    his = Head.objects.get(size=8)
    folder = kept.folder
    (folder / "hers.txt").write_text(told_her)
    (folder / "his.txt").write_text(his.note)
    key = own_key().told
    for told in ("hers.txt", "his.txt"):  # each goes on from what both kept before
        path = consistency_proof(7, 8) if told == "his.txt" else None
        if path is not None:
            (folder / "proof.json").write_text(json.dumps({"proof": [one.hex() for one in path]}))
            assert run("heads", kept.head, folder / told, folder / "proof.json", "--key", key).returncode == 0
    (folder / "none.json").write_text('{"proof": []}')
    done = run("heads", folder / "hers.txt", folder / "his.txt", folder / "none.json", "--key", key)
    assert done.returncode == 1
    assert "does not go on" in done.stdout
    assert bytes(his.root) != her_root


def test_a_receipt_shows_a_decision_and_nothing_else(kept: Kept, alice: Member) -> None:
    entry = Entry.objects.select_related("act").get(index=0)
    told = receipt(entry, Head.objects.get(), None)
    path = kept.folder / "receipt.json"
    path.write_text(json.dumps(told))
    done = run("receipt", path)
    assert done.returncode == 0
    assert '"verb":"founded"' in done.stdout
    assert '"name":"Sk' in done.stdout
    assert alice.person_key not in path.read_text()
    path.write_text(json.dumps(receipt(entry, Head.objects.get(), alice)))
    assert alice.person_key in run("receipt", path).stdout


def changes(told: str) -> list[str]:
    """The text with one sign changed, for a sign in each stretch of seven."""
    return [told[:at] + ("0" if told[at] != "0" else "1") + told[at + 1 :] for at in range(0, len(told), 7)]


def test_a_receipt_with_a_sign_changed_is_refused(kept: Kept) -> None:
    """By the script's own functions: a process for each would take minutes."""
    scope: dict[str, object] = {"__name__": "script"}
    exec(compile(SCRIPT.read_text(), str(SCRIPT), "exec"), scope)
    check, wrong = scope["receipt"], scope["Wrong"]
    assert callable(check)
    assert isinstance(wrong, type)
    scope["say"] = lambda line: None
    told = receipt(Entry.objects.get(index=3), Head.objects.get(), None)
    path = kept.folder / "receipt.json"

    class Asked:
        file, key = path, own_key().told

    path.write_text(json.dumps(told))
    check(Asked)
    for part in ("leaf", "data", "head"):
        for spoilt in changes(str(told[part])):
            path.write_text(json.dumps(told | {part: spoilt}))
            with pytest.raises((wrong, ValueError)):
                check(Asked)
    for at, one in enumerate(told["proof"]):
        for spoilt in changes(one):
            path.write_text(json.dumps(told | {"proof": [*told["proof"][:at], spoilt, *told["proof"][at + 1 :]]}))
            with pytest.raises((wrong, ValueError)):
                check(Asked)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "{", '{"head": 1, "key": 2}', '{"head": "", "key": "a+b+c"}\n{"index": 0}']
)
def test_files_that_are_none_are_refused_in_words(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x"
    path.write_text(text)
    for way in ("export", "receipt"):
        done = run(way, path)
        assert done.returncode == 1
        assert done.stderr == "" or way == "export"


def test_another_key_is_not_believed(kept: Kept) -> None:
    key = own_key().told
    other = key[:-4] + ("AAA=" if not key.endswith("AAA=") else "BBB=")
    assert "check digits" in kept.check(key=other).stdout
