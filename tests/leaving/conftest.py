from __future__ import annotations

import pytest

from dugnad.leaving.actions import wiping


@pytest.fixture(autouse=True)
def nothing_to_wipe(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a test is one transaction that is rolled back, its traces cannot be wiped, and need not be."""
    mark = request.node.get_closest_marker("django_db")
    if mark is None or not mark.kwargs.get("transaction"):
        monkeypatch.setattr(wiping, "wipe", lambda *_patience: True)
        monkeypatch.setattr(wiping, "is_noted", lambda: False)
