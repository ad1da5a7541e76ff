"""There and back: what left in a bundle is what arrives, and leaves again as the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dugnad.circles.models import Circle
from dugnad.ledger import audit
from dugnad.ledger.mirror import Mirror
from dugnad.ledger.models import Act, Cursor, Held
from dugnad.moving.bundles import arriving_whole, joining, reading
from dugnad.moving.bundles.belonging import PASSING
from dugnad.moving.bundles.kinds import STAYS
from dugnad.people.models import Member
from tests.moving.carrying import TODAY, Steward, empty, leave, opened
from tests.seeing.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def wrong() -> list[str]:
    """What does not agree here, without the numbers of acts, which are others after a move."""
    return [re.sub(r"-?\d+", "", line) for line in audit.problems() if "mirror" not in line]


def test_a_whole_movement_leaves_as_it_came(world: World, steward: Steward, tmp_path: Path) -> None:
    before, first = wrong(), leave(tmp_path / "first", steward)
    empty()
    arriving_whole.arrive(tmp_path / "first", steward.keys, at=TODAY)
    second = leave(tmp_path / "second", steward)

    assert second.rows == first.rows
    assert opened(tmp_path / "second", steward).told == opened(tmp_path / "first", steward).told
    assert second.root == first.root
    assert second.media == first.media > 0
    assert second.number == first.number + 1
    assert wrong() == before


def test_the_mirror_is_sealed_anew(world: World, steward: Steward, tmp_path: Path) -> None:
    Cursor.objects.update_or_create(
        follower=Mirror.name, defaults={"transaction": 0, "act": Act.objects.latest("pk").pk}
    )
    Held.objects.create(follower=Mirror.name, act=Act.objects.latest("pk"), error="It did not fit.")
    leave(tmp_path / "bundle", steward)
    empty()
    arriving_whole.arrive(tmp_path / "bundle", steward.keys, at=TODAY)

    assert not Cursor.objects.filter(follower=Mirror.name).exists()
    assert not Held.objects.filter(follower=Mirror.name).exists()
    assert [line for line in audit.problems() if "mirror" in line] == []


def test_a_circle_leaves_as_it_came(world: World, steward: Steward, tmp_path: Path) -> None:
    before, first = wrong(), leave(tmp_path / "first", steward, world.circle)
    empty()
    cover = reading.read(tmp_path / "first", steward.keys, reading.Look())
    joined = joining.join(tmp_path / "first", steward.keys, cover, at=TODAY)
    second = leave(tmp_path / "second", steward, Circle.objects.get(pk=world.circle.pk))

    assert second.rows == first.rows
    assert opened(tmp_path / "second", steward).told == opened(tmp_path / "first", steward).told
    assert second.root == first.root
    assert second.media == first.media > 0
    assert (joined.met, joined.came) == (0, first.rows["people.member"])
    assert not Member.objects.filter(is_operator=True).exists()
    assert wrong() == before


def test_what_only_few_may_know_does_not_leave_with_a_circle(world: World, steward: Steward, tmp_path: Path) -> None:
    leave(tmp_path / "bundle", steward, world.circle)
    found = opened(tmp_path / "bundle", steward)

    assert {"asks.ask", "asks.answer", "circles.membership", "people.member"} <= found.told.keys()
    assert found.told.keys() & {*PASSING, *STAYS} == set()
    assert [part["text"] for part in found.told["asks.sealedpart"]] == [None]
    assert not any(name.startswith("keys/") for name in found.files)
    members = {member["handle"]: member for member in found.told["people.member"]}
    assert "operator" not in members
    assert (members["outsider"]["is_active"], members["outsider"]["email"]) == (False, "")
    assert members["member"]["is_active"]
