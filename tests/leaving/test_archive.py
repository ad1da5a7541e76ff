"""Everything in one file: whole, readable, for one session and one day, and of others only what was for them."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from dugnad.asks.actions.holding import take
from dugnad.circles.actions.membership import leave
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import new_ids
from dugnad.leaving.actions import archives
from dugnad.leaving.enums import KEPT, Made
from dugnad.leaving.models import Archive
from dugnad.leaving.packing.archive import write
from dugnad.leaving.packing.reading_back import NotWhole, read
from dugnad.leaving.queries.files import path_of
from dugnad.people.actions.blocks import block
from dugnad.people.actions.member import arrive
from dugnad.people.holdings import held
from dugnad.people.models import Member
from tests.asks.making import make_answer, make_ask
from tests.cast import LONG_AGO, NOON, PASSPHRASE, again, make_circle, make_member, signed_in
from tests.leaving.planting import Garden

PACK = "/me/leaving/pack/"


def packed(member: Member, folder: Path) -> dict[str, list[dict[str, Any]]]:
    write(again(member), folder / "archive.zip", at=NOON)
    return read(folder / "archive.zip")


def test_it_holds_every_row_that_the_registry_names(movement: object, tmp_path: Path) -> None:
    early, member, other = (
        arrive(handle=name, passphrase=None, member_id=key, at=LONG_AGO)
        for name, key in zip(("early", "mona", "somebody"), new_ids(3), strict=True)
    )
    garden = Garden(early, member, other)
    for holding in held():
        garden.plant(holding)
    found = packed(member, tmp_path)
    assert set(found) == {one.kind for one in held() if one.given}
    for holding in held():
        if holding.given:
            assert len(found[holding.kind]) == holding.of(member).count(), holding.kind
    assert all(found[kind] for kind in garden.rows if kind in found)


def test_what_was_changed_afterwards_is_noticed(alice: Member, tmp_path: Path) -> None:
    packed(alice, tmp_path)
    with ZipFile(tmp_path / "archive.zip") as old, ZipFile(tmp_path / "other.zip", "w") as new:
        for name in old.namelist():
            new.writestr(name, b"" if name == "acts.jsonl" else old.read(name))
    with pytest.raises(NotWhole):
        read(tmp_path / "other.zip")


def test_a_person_can_read_it_without_the_network_or_a_script(circle: Circle, bob: Member, tmp_path: Path) -> None:
    make_ask(bob, circle, title="A lamp that works", text="It went out <yesterday>.")
    packed(bob, tmp_path)
    with ZipFile(tmp_path / "archive.zip") as file:
        page = file.read("index.html").decode()
        assert "style.css" in file.namelist()
    assert "A lamp that works" in page
    assert "It went out &lt;yesterday&gt;." in page
    assert circle.name in page
    assert "<script" not in page
    assert "http" not in page
    assert "style=" not in page


def test_nothing_of_others_goes_with_it(circle: Circle, alice: Member, bob: Member, tmp_path: Path) -> None:
    """Not the names of helpers, of who blocked them, of who vouched, nor of a hidden circle that they left."""
    hidden = make_circle(alice, bob, openness=Openness.HIDDEN, name="Nightshade")
    ask = make_ask(bob, circle, title="A lamp that works")
    make_answer(alice, ask, text="words that alice wrote")
    take(by=again(alice), ask=ask)
    block(by=alice, other=bob)
    leave(by=again(bob), circle=hidden)
    packed(bob, tmp_path)
    with ZipFile(tmp_path / "archive.zip") as file:
        said = "".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
    assert hidden.pk in said, "they were in it: that is theirs"
    for word in ("alice", alice.pk, alice.person_key, "Nightshade", "words that alice wrote"):
        assert word not in said, word


def test_whom_they_blocked_is_theirs(alice: Member, bob: Member, tmp_path: Path) -> None:
    block(by=alice, other=bob, at=NOON)
    assert packed(alice, tmp_path)["blocks"] == [{"of__handle": "bob", "at": NOON.isoformat()}]


def test_the_schema_says_what_each_column_is(alice: Member, tmp_path: Path) -> None:
    packed(alice, tmp_path)
    with ZipFile(tmp_path / "archive.zip") as file:
        schema = json.loads(file.read("schema.json"))
    acts = next(one for one in schema["files"] if one["name"] == "acts.jsonl")
    assert schema["format"] == "dugnad-archive"
    assert acts["columns"]["at"] == "time, UTC"
    assert acts["kept_for"]
    assert acts["kept_until"]


def test_one_tap_and_the_worker_packs_it(alice: Member, client: Client) -> None:
    browser = signed_in(alice)
    assert browser.post(PACK).headers["Location"] == "/me/leaving/"
    mine = Archive.objects.get(member=alice)
    assert b"being packed" in browser.get("/me/leaving/").content
    assert archives.make(mine.pk, at=now())
    page = browser.get("/me/leaving/").content.decode()
    there = f"/me/leaving/archive/{mine.pk}/"
    assert there in page
    file = browser.get(there)
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["Cache-Control"] == "no-store"
    assert path_of(mine).stat().st_mode & 0o077 == 0


def test_another_session_of_the_same_member_does_not_get_it(alice: Member, bob: Member) -> None:
    """Hole 4 of other systems: a link to an export that worked for whoever had it."""
    first, second = signed_in(alice), signed_in(alice)
    first.post(PACK)
    mine = Archive.objects.get(member=alice)
    archives.make(mine.pk, at=now())
    there = f"/me/leaving/archive/{mine.pk}/"
    assert first.get(there).status_code == 200
    for browser in (second, signed_in(bob)):
        assert browser.get(there).status_code == 404
    assert Client().get(there).status_code == 302


def test_it_can_be_had_for_a_day(alice: Member) -> None:
    browser = signed_in(alice)
    browser.post(PACK)
    mine = Archive.objects.get(member=alice)
    archives.make(mine.pk, at=now())
    Archive.objects.filter(pk=mine.pk).update(made_at=now() - KEPT)
    assert browser.get(f"/me/leaving/archive/{mine.pk}/").status_code == 404
    archives.sweep(now())
    assert not path_of(mine).exists()
    assert not Archive.objects.exists()


def test_asking_twice_is_asking_once_and_one_worker_makes_it(alice: Member) -> None:
    at = now()
    one, other = archives.ask(by=alice, session_key="a", at=at), archives.ask(by=alice, session_key="a", at=at)
    assert one.pk == other.pk
    assert archives.make(one.pk, at=at)
    assert not archives.make(one.pk, at=at)
    assert archives.waiting(at) == []


def test_a_failure_is_said_and_can_be_tried_again(alice: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    one = archives.ask(by=alice, session_key="a", at=NOON)
    monkeypatch.setattr("dugnad.leaving.packing.archive.write", lambda *_args, **_more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        archives.make(one.pk, at=NOON)
    one.refresh_from_db()
    assert one.made == Made.FAILED
    assert not path_of(one).exists()
    monkeypatch.undo()
    archives.ask(by=alice, session_key="a", at=NOON + timedelta(minutes=1))
    assert archives.make(one.pk, at=NOON + timedelta(minutes=2))


def test_a_passphrase_is_asked_for_first(alice: Member) -> None:
    alice.set_password(PASSPHRASE)
    alice.save()
    browser = signed_in(alice)
    asked_for = browser.post(PACK)
    assert asked_for.status_code == 302
    assert "reauthenticate" in asked_for.headers["Location"]
    assert not Archive.objects.exists()
    browser.post(asked_for.headers["Location"], {"password": "something else"})
    assert not Archive.objects.exists()
    browser.post(asked_for.headers["Location"], {"password": PASSPHRASE})
    assert Archive.objects.filter(member=alice).exists(), "the tap is remembered: it is not asked for twice"


def test_no_cell_of_a_table_is_obeyed(alice: Member, tmp_path: Path) -> None:
    """There are no tables for spreadsheets in it, so that no formula in somebody's words is carried out."""
    packed(alice, tmp_path)
    with ZipFile(tmp_path / "archive.zip") as file:
        assert not [name for name in file.namelist() if name.endswith((".csv", ".xlsx", ".tsv"))]


def test_a_passkey_is_asked_for_where_there_is_no_passphrase(movement: object) -> None:
    keyed = make_member("keyed")
    Authenticator.objects.create(user=keyed, type=Authenticator.Type.WEBAUTHN, data={})
    told = signed_in(keyed).post(PACK)
    assert told.status_code == 302
    assert "reauthenticate" in told.headers["Location"]
    assert not Archive.objects.exists()
