"""Tests that share a server or a demo movement stay in one process: scattered, each process would make all of it."""

from __future__ import annotations

import pytest


@pytest.mark.xdist_group("these")
def test_processes_know_the_groups(request: pytest.FixtureRequest) -> None:
    beside_others = hasattr(request.config, "workerinput")
    assert request.node.nodeid.endswith("@these") == beside_others
