"""The page where a steward takes the circle along, once enough of them have decided it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from dugnad.circles.models import Membership
from dugnad.kit.clock import now
from dugnad.moving.bundles import passphrases, reading
from dugnad.quorum.actions.carrying import carry_out
from tests.cast import again, signed_in
from tests.moving.carrying import Everything, Steward, opened
from tests.quorum.deciding import approves, circle_of, key_of, proposed, stewards_of

pytestmark = pytest.mark.django_db


def test_after_a_decision_one_steward_takes_it(movement: object, steward: Steward, tmp_path: Path) -> None:
    anna, bo, cia = people = stewards_of(3)
    circle, day = circle_of(*people, keys=False), timedelta(days=1)
    begun = now() - 3 * day
    for one in people:
        key_of(one, circle, at=begun - 8 * day)
    address = f"/circles/{circle.pk}/bundle/"
    assert signed_in(anna).get(address).status_code == 404

    to = Membership.objects.get(circle=circle, member=anna).pk
    proposal = proposed(anna, circle, "export", at=begun, to=to)
    for one in (anna, bo):
        approves(one, proposal, at=begun + timedelta(hours=1))
    carry_out(by=again(bo), proposal=proposal, at=now())

    browser = signed_in(anna)
    assert "age1" in browser.get(address).content.decode()
    for wrong in (
        {"keys": "age1nothing"},
        {"keys": " "},
        {"keys": steward.public, "passphrase": "a lamp in the window", "again": "a lamp in the window"},
        {"passphrase": "too short", "again": "too short"},
        {"passphrase": "a lamp in the window", "again": "a lamp in the widow"},
    ):
        assert browser.post(address, wrong).status_code == 422
    answer = browser.post(address, {"keys": steward.public})
    assert answer.headers["Content-Disposition"].endswith('.dugnadbundle"')
    bundle = tmp_path / "bundle"
    bundle.write_bytes(answer.getvalue())
    assert {one["handle"] for one in opened(bundle, steward).told["people.member"]} >= {"mona", anna.handle}

    assert signed_in(anna).post(address, {"keys": steward.public}).status_code == 404  # another browser
    assert signed_in(cia).get(address).status_code == 404


def test_a_passphrase_opens_it_too(movement: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrases, "WORK", 2)
    anna, bo, cia = people = stewards_of(3)
    circle, begun = circle_of(*people, keys=False), now() - timedelta(days=3)
    for one in people:
        key_of(one, circle, at=begun - timedelta(days=8))
    proposal = proposed(anna, circle, "export", at=begun, to=Membership.objects.get(circle=circle, member=anna).pk)
    for one in (anna, bo):
        approves(one, proposal, at=begun + timedelta(hours=1))
    carry_out(by=again(cia), proposal=proposal, at=now())

    words = "a lamp in the window"
    answer = signed_in(anna).post(f"/circles/{circle.pk}/bundle/", {"passphrase": words, "again": words})
    (tmp_path / "bundle").write_bytes(answer.getvalue())
    found = Everything()
    assert reading.read(tmp_path / "bundle", passphrases.Passphrase(words), found).circle == circle.pk
    assert anna.handle in {one["handle"] for one in found.told["people.member"]}
