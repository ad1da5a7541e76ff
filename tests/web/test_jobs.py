from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from dugnad.kit import fulltext, jobs, limits
from dugnad.kit.clock import now
from dugnad.kit.models import Window
from dugnad.web.jobs import forget_limits, wipe_what_was_erased


def test_they_are_known_to_the_worker() -> None:
    names = {job.name for job in jobs.declared()}
    assert {"web.forget_limits", "web.wipe_what_was_erased", "asks.give_back_places"} <= names


def test_old_limits_are_forgotten(db: None) -> None:
    limits.spend("a", most=1, per=timedelta(minutes=1), at=now() - timedelta(days=1))
    forget_limits()
    assert Window.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_erased_word_is_gone_from_the_disk() -> None:
    fulltext.put("ask", "x1", scope="c1", title="", body="petrichorcanary")
    fulltext.drop("ask", "x1")
    wipe_what_was_erased()
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        left = [path for path in (Path(name), Path(f"{name}-wal")) if b"petrichorcanary" in path.read_bytes()]
        assert left == []
    assert fulltext.match("petrichorcanary", kinds=["ask"], scopes=["c1"]) == []
