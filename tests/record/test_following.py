"""The worker's part: what was committed is followed, and what cannot be told is waited for in sight of the operator."""

from __future__ import annotations

import pytest

from dugnad.circles.acts import ROLE_CHANGED
from dugnad.ledger import on_record as registry
from dugnad.ledger.followers import registered
from dugnad.ledger.handing import advance
from dugnad.ledger.models import Cursor, Held
from dugnad.ledger.on_record import OnRecord
from dugnad.people.models import Movement
from dugnad.record.follower import Recorder
from dugnad.record.jobs import forget_on_record, sign_the_record
from dugnad.record.models import Entry, Head
from tests.cast import NOON, make_circle, make_member
from tests.record.recording import decide
from tests.record.test_appending import broken

pytestmark = pytest.mark.django_db(transaction=True)


def test_acts_are_followed_and_a_fault_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    Movement.objects.create(name="Stand by", purpose="We stand by each other.", set_up_at=NOON)
    assert "record" in {one.name for one in registered()}
    alice = make_member("alice")
    circle = make_circle(alice)
    assert advance(Recorder(), at=NOON) > 0
    assert Head.objects.get().size == Entry.objects.count() == 1

    monkeypatch.setitem(registry._on_record, ROLE_CHANGED.code, OnRecord(ROLE_CHANGED, "x", broken))
    act = decide(alice, circle)
    assert advance(Recorder(), at=NOON) == 0
    assert "waits before act" in Cursor.objects.get(follower="record").error
    assert not Held.objects.filter(follower="record").exists(), "others would go on; the record does not"

    monkeypatch.undo()
    Cursor.objects.filter(follower="record").update(next_try_at=None)
    assert advance(Recorder(), at=NOON) == 1
    assert Entry.objects.get(pk=1).act_id == act.pk
    sign_the_record()
    forget_on_record()
    assert Head.objects.count() == 1, "the next one waits for half an hour"
