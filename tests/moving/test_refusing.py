"""What does not come in: what was changed, what is old, what is here already, and power."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import IO, Any, cast

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dugnad.circles.models import Circle, Membership
from dugnad.kit.refusal import Refused
from dugnad.moving.bundles import arriving_whole, joining, reading, sealing
from dugnad.moving.bundles.manifest import BOUND, NAME, SIGNATURE, from_text
from dugnad.moving.bundles.reading import Damaged
from dugnad.moving.bundles.sealing import Unreadable
from dugnad.moving.keys import public_text
from dugnad.moving.models import Arrived
from dugnad.people.models import Member, Movement
from tests.cast import make_member
from tests.moving.carrying import TODAY, Steward, empty, leave
from tests.seeing.world import World

pytestmark = pytest.mark.django_db(transaction=True)
Change = Callable[[str, bytes], bytes]


def rewritten(bundle: Path, steward: Steward, change: Change) -> Path:
    """The same bundle with other content, sealed again: what somebody with a key of age can do."""
    out = bundle.with_name("rewritten")
    with sealing.opening(bundle, steward.keys) as inside, tarfile.open(fileobj=inside, mode="r|") as archive:
        entries = [(entry.name, cast("IO[bytes]", archive.extractfile(entry)).read()) for entry in archive]
        inside.read()  # what fills up the last block
    to = sealing.recipients([steward.public])
    with (
        out.open("wb") as file,
        sealing.sealing(file, to) as stream,
        tarfile.open(fileobj=stream, mode="w|") as archive,
    ):
        for name, before in entries:
            content = change(name, before)
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out


def swap(old: bytes, new: bytes, where: str) -> Change:
    return lambda name, content: content.replace(old, new) if where in name else content


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        (b'"is_operator":false', b'"is_operator":true', "people.member/"),
        (b'"role":"member"', b'"role":"steward"', "circles.membership"),
        (b'"number":1', b'"number":9', NAME),
        (b'"expires":"2026', b'"expires":"2036', NAME),
    ],
)
def test_what_was_changed_does_not_come_in(
    world: World, steward: Steward, tmp_path: Path, old: bytes, new: bytes, where: str
) -> None:
    leave(tmp_path / "bundle", steward)
    changed = rewritten(tmp_path / "bundle", steward, swap(old, new, where))
    empty()

    with pytest.raises(Damaged, match=r"signature|signed|fit"):
        arriving_whole.arrive(changed, steward.keys, at=TODAY)
    assert not Member.objects.exists()
    assert not Movement.objects.exists()


def test_a_cut_or_spoilt_file_does_not_come_in(world: World, steward: Steward, tmp_path: Path) -> None:
    leave(tmp_path / "bundle", steward)
    whole = (tmp_path / "bundle").read_bytes()
    for spoilt in (whole[:-1], whole[: len(whole) // 2], whole[:9000] + bytes([whole[9000] ^ 1]) + whole[9001:]):
        (tmp_path / "spoilt").write_bytes(spoilt)
        with pytest.raises((Damaged, Unreadable)):
            reading.read(tmp_path / "spoilt", steward.keys, reading.Look())


def test_an_older_bundle_does_not_come_after_a_newer_one(world: World, steward: Steward, tmp_path: Path) -> None:
    older = leave(tmp_path / "older", steward, world.circle)
    leave(tmp_path / "newer", steward, world.circle)
    empty()
    newer = reading.read(tmp_path / "newer", steward.keys, reading.Look())
    joining.join(tmp_path / "newer", steward.keys, newer, at=TODAY)
    assert Arrived.objects.get(of=world.circle.pk).number == 2
    with pytest.raises(Refused, match="already"):
        joining.join(tmp_path / "older", steward.keys, older, at=TODAY)

    empty()
    Arrived.objects.create(of=world.circle.pk, number=2, root="", signer="")  # it was here, and is gone
    with pytest.raises(Refused, match="number 2 was here before"):
        joining.join(tmp_path / "older", steward.keys, older, at=TODAY)
    assert not Circle.objects.exists()


def test_an_old_one_says_so(world: World, steward: Steward, tmp_path: Path) -> None:
    made = leave(tmp_path / "bundle", steward)
    assert not made.has_expired(TODAY + timedelta(days=29))
    assert made.has_expired(TODAY + timedelta(days=30))


def test_members_who_are_here_already_stay_as_they_are(world: World, steward: Steward, tmp_path: Path) -> None:
    made = leave(tmp_path / "bundle", steward, world.circle)
    known = Member.objects.get(pk=world.people["member"].pk)
    empty()
    Movement.objects.create(name="Elsewhere", set_up_at=TODAY)
    facts = {"id": known.pk, "person_key": known.person_key, "handle": "another", "about": "I was here first."}
    Member.objects.create_user(**facts)
    namesake = make_member("steward")

    joined = joining.join(tmp_path / "bundle", steward.keys, made, at=TODAY)
    assert joined.met == 1
    assert joined.renamed == {"steward": "steward2"}
    assert Member.objects.get(pk=known.pk).about == "I was here first."
    assert Member.objects.get(pk=known.pk).handle == "another"
    assert Membership.objects.filter(member=known.pk, circle=world.circle.pk).exists()
    assert not Membership.objects.filter(member=namesake).exists()
    assert Movement.objects.get().name == "Elsewhere"


def test_nobody_takes_the_place_of_somebody_who_is_here(world: World, steward: Steward, tmp_path: Path) -> None:
    made = leave(tmp_path / "bundle", steward, world.circle)
    known = Member.objects.get(pk=world.people["member"].pk)
    empty()
    Movement.objects.create(name="Elsewhere", set_up_at=TODAY)
    Member.objects.create_user(handle="victim", id=known.pk)  # another person key: somebody else

    with pytest.raises(Damaged, match="claims to be"):
        joining.join(tmp_path / "bundle", steward.keys, made, at=TODAY)
    assert not Circle.objects.exists()


def test_who_signs_it_cannot_make_an_operator(world: World, steward: Steward, tmp_path: Path) -> None:
    """Even a bundle that was honestly signed, by somebody who means ill."""
    leave(tmp_path / "bundle", steward, world.circle)
    wicked = Ed25519PrivateKey.generate()
    told: dict[str, Any] = {}

    def forge(name: str, content: bytes) -> bytes:
        if name == NAME:
            told["cover"] = content
        return content.replace(b'"is_operator":false', b'"is_operator":true')

    forged = rewritten(tmp_path / "bundle", steward, forge)
    root = _root_of(forged, steward)
    cover = json.loads(told["cover"]) | {"signer": public_text(wicked), "root": root}
    text = json.dumps(cover, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    signed = {NAME: text, SIGNATURE: wicked.sign(BOUND + text)}
    again = rewritten(forged, steward, lambda name, content: signed.get(name, content))
    empty()

    joining.join(again, steward.keys, from_text(text), at=TODAY)
    assert Member.objects.exists()
    assert not Member.objects.filter(is_operator=True).exists()


def _root_of(bundle: Path, steward: Steward) -> str:
    """What the root would have to be."""
    found: list[str] = []
    seen = reading.Leaves.root

    def root(self: reading.Leaves) -> str:
        found.append(seen(self))
        return found[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading.Leaves, "root", root)
        with pytest.raises(Damaged):
            reading.read(bundle, steward.keys, reading.Look())
    return found[0]
