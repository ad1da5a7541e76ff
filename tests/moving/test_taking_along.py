"""The page where a steward takes the circle along, once enough of them have decided it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from dugnad.circles.models import Membership
from dugnad.kit.clock import now
from dugnad.quorum.actions.carrying import carry_out
from tests.cast import again, signed_in
from tests.moving.carrying import Steward, opened
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
    assert browser.post(address, {"keys": "age1nothing"}).status_code == 422
    answer = browser.post(address, {"keys": steward.public})
    assert answer.headers["Content-Disposition"].endswith('.dugnadbundle"')
    bundle = tmp_path / "bundle"
    bundle.write_bytes(b"".join(answer))  # type: ignore[arg-type]  # a file, piece by piece
    assert {one["handle"] for one in opened(bundle, steward).told["people.member"]} >= {"mona", anna.handle}

    assert signed_in(anna).post(address, {"keys": steward.public}).status_code == 404  # another browser
    assert signed_in(cia).get(address).status_code == 404
