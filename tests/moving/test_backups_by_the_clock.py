"""Backups that nobody has to think of: made, tried out, dropped in time, and told of when they fail."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from dugnad.config import Config
from dugnad.kit.jobs import declared
from dugnad.ledger.models import Act
from dugnad.moving import jobs
from dugnad.moving.acts import BACKUP_FAILED
from dugnad.moving.backups import account, drill, nightly, shelf, weekly
from dugnad.moving.backups.plan import NotSet, Plan
from dugnad.moving.backups.sealed import Key, Unreadable, new_key_text
from dugnad.moving.telling import of_failures, operators
from dugnad.people.models import Member
from tests.cast import make_member, signed_in
from tests.moving.carrying import TODAY

GUARDS = import_module("dugnad.ledger.migrations.0002_never_changed")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        str(settings.DATABASES["default"]["ENGINE"]) != "dugnad.kit.sqlite", reason="tests/cli has PostgreSQL's"
    ),
]


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """Into two folders."""
    data = tmp_path / "data"
    (data / "jobs").mkdir(parents=True)
    config: Config = replace(settings.CONFIG, data=data, backups=(str(tmp_path / "one"), str(tmp_path / "two")))
    monkeypatch.setattr(settings, "CONFIG", replace(config, backup_key=str(tmp_path / "key")))
    (tmp_path / "key").write_text(new_key_text())
    return Plan((tmp_path / "one", tmp_path / "two"), tmp_path / "key", 3, 5, "Europe/Stockholm")


@pytest.mark.parametrize(("hours_ago", "due"), [(None, True), (1, False), (8, False), (12, True), (24, True)])
def test_one_is_due_each_night(plan: Plan, hours_ago: int | None, due: bool) -> None:
    assert plan.is_due(TODAY - timedelta(hours=hours_ago) if hours_ago else None, TODAY) is due


def test_it_lies_in_each_folder_and_can_be_restored(plan: Plan, alice: Member, tmp_path: Path) -> None:
    first = nightly.back_up(plan, TODAY)

    assert [path.name for path in shelf.on(plan.folders[1], "dugnadbackup")] == [first.name]
    assert (plan.folders[1] / first.name).read_bytes() == first.read_bytes()
    assert drill.drill(first, plan.read_key(), TODAY).well
    assert "1 members" in (account.last("drill") or pytest.fail("nothing was remembered")).said
    assert [path.name for path in (settings.CONFIG.data / "tmp").iterdir()] == []


def test_those_whose_time_is_over_go(plan: Plan, alice: Member) -> None:
    for days in (1, 2, 3, 4, 29, 31, 400):
        old = plan.folders[0] / shelf.name(TODAY - timedelta(days=days), "dugnadbackup")
        old.parent.mkdir(exist_ok=True)
        old.write_bytes(b"older")
    (plan.folders[0] / "holiday.dugnadbackup").write_bytes(b"somebody's own")

    nightly.back_up(replace(plan, kept=30), TODAY)
    ages = [TODAY - (shelf.made_at(path) or TODAY) for path in shelf.on(plan.folders[0], "dugnadbackup")]
    assert max(ages) <= timedelta(days=30)
    assert len(ages) == 6
    nightly.back_up(plan, TODAY + timedelta(hours=1))
    assert len(shelf.on(plan.folders[0], "dugnadbackup")) == plan.kept
    assert (plan.folders[0] / "holiday.dugnadbackup").exists()


def test_the_key_does_not_lie_beside_what_it_opens(plan: Plan) -> None:
    with pytest.raises(NotSet, match="lies where the backups go"):
        replace(plan, key=plan.folders[0] / "key").read_key()


def test_a_failure_is_told_once_a_day_to_who_keeps_the_machine(plan: Plan, alice: Member) -> None:
    keeper = make_member("keeper", is_operator=True)
    for hour in range(3):
        with pytest.raises(NotSet):
            nightly.back_up(replace(plan, key=plan.key.with_name("gone")), TODAY + timedelta(hours=hour))

    (act,) = Act.objects.filter(verb=BACKUP_FAILED.code)
    assert [hearer.member for hearer in operators([act])] == [keeper.pk]
    assert "could not be made" in of_failures(keeper, [act])[act.pk].line
    assert of_failures(alice, [act]) == {}
    outcome = account.last("backup")
    assert outcome
    assert not outcome.well
    page = signed_in(keeper).get("/operator/backups/").content.decode()
    assert "did not work" in page
    assert "makes one" in page


def test_a_backup_of_something_else_does_not_pass_the_drill(plan: Plan, alice: Member) -> None:
    first = nightly.back_up(plan, TODAY)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER ledger_act_never_edited")
        cursor.execute("UPDATE ledger_act SET actor = 'somebody else'")

    with pytest.raises(drill.NotTheSame):
        drill.drill(first, plan.read_key(), TODAY)
    assert Act.objects.filter(verb=BACKUP_FAILED.code, object_id="drill").exists()
    with connection.cursor() as cursor:
        cursor.execute(GUARDS.SQLITE_EDITED)


def test_with_another_key_it_does_not_open(plan: Plan, alice: Member) -> None:
    first = nightly.back_up(plan, TODAY)
    with pytest.raises(Unreadable, match="key does not fit"):
        drill.drill(first, Key(secrets.token_bytes(32), is_passphrase=False), TODAY)


def test_the_clock_asks_for_all_of_it(plan: Plan, alice: Member, tmp_path: Path) -> None:
    assert {"moving.back_up", "moving.try_a_backup_out", "moving.write_bundles"} <= {job.name for job in declared()}
    jobs.back_up()
    jobs.back_up()  # not due again
    jobs.try_a_backup_out()
    assert len(shelf.on(tmp_path / "one", "dugnadbackup")) == 1
    assert (account.last("drill") or pytest.fail("no drill")).well


def test_the_bundle_of_the_week(plan: Plan, alice: Member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dugnad.moving.bundles.sealing import new_key  # age is the worker's

    keys = tmp_path / "stewards.txt"
    keys.write_text(f"# anna\n{new_key()[0]}\n{new_key()[0]}\n")
    monkeypatch.setattr(settings, "CONFIG", replace(settings.CONFIG, bundle_keys=str(keys)))
    folders = (tmp_path / "b1", tmp_path / "b2")

    assert weekly.is_due(folders, TODAY)
    first = weekly.write(folders, TODAY)
    assert (folders[1] / first.name).read_bytes() == first.read_bytes()
    assert not weekly.is_due(folders, TODAY + timedelta(days=6))
    assert weekly.is_due(folders, TODAY + timedelta(days=7))
