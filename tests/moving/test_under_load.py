"""A31: a backup, and a bundle, while two hundred things a second are written; restored, and compared."""

from __future__ import annotations

import secrets
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from dugnad.ledger.comparing import compared
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.recording import record
from dugnad.moving.backups import backup
from dugnad.moving.backups.sealed import Key
from dugnad.people.acts import SKILL_ADDED
from dugnad.people.models import Member
from tests.moving.carrying import Steward, empty, leave, opened

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        str(settings.DATABASES["default"]["ENGINE"]) != "dugnad.kit.sqlite", reason="the backup command copies SQLite"
    ),
]
KEY = Key(secrets.token_bytes(32), is_passphrase=False)


class Writers:
    """Write acts at a steady rate until they are told to stop; `written` is how many were committed."""

    def __init__(self, by: Member, a_second: int) -> None:
        self.written, self._by, self._pause = 0, by, 1 / a_second
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._write)

    def __enter__(self) -> Writers:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        self._thread.join()

    def _write(self) -> None:
        due = time.monotonic()
        while not self._stop.wait(max(0.0, due - time.monotonic())):
            with transaction.atomic():
                record(SKILL_ADDED, by=self._by, about=f"skill{self.written}", audience=Audience.MOVEMENT)
            self.written += 1
            due += self._pause
        connection.close()


def back_up_while(writers: Writers, tmp_path: Path, seconds: float) -> tuple[int, int, Path]:
    """How much was written before the backup began and when it was done, and the database that came out of it."""
    with writers:
        time.sleep(seconds)
        before = writers.written
        backup.make(settings.CONFIG.data, tmp_path / "backup", KEY)
        after = writers.written
        time.sleep(seconds / 4)
    backup.restore(tmp_path / "backup", KEY, tmp_path / "back")
    return before, after, tmp_path / "back" / backup.DATABASE


def test_what_was_written_before_is_in_it(alice: Member, tmp_path: Path) -> None:
    earlier = Act.objects.count()
    before, after, back = back_up_while(Writers(alice, 200), tmp_path, 0.5)
    found = compared(back)

    assert found.same
    assert earlier + before <= found.there <= earlier + after + 1


@pytest.mark.long
def test_two_hundred_a_second_for_a_minute(alice: Member, tmp_path: Path) -> None:
    writers, began = Writers(alice, 200), time.monotonic()
    before, _after, back = back_up_while(writers, tmp_path, 60)
    found = compared(back)

    assert found.same
    assert found.there >= before
    lost = timedelta(seconds=(writers.written - found.there + 1) / 200)
    assert lost <= timedelta(seconds=60)
    assert writers.written >= 0.9 * 200 * 60
    assert time.monotonic() - began < 300


def test_a_bundle_is_of_one_moment(alice: Member, steward: Steward, tmp_path: Path) -> None:
    with Writers(alice, 200) as writers:
        while writers.written < 40:
            time.sleep(0.01)
        made = leave(tmp_path / "bundle", steward)
        assert writers.written > 40

    told = opened(tmp_path / "bundle", steward).told["ledger.act"]
    numbers = [one["id"] for one in told]
    assert len(told) == made.rows["ledger.act"] == numbers[-1] - numbers[0] + 1
    empty()
