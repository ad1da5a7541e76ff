from __future__ import annotations

from collections.abc import Sequence

import pytest

from dugnad.campaigns.enums import RungKind
from dugnad.campaigns.ladder import Progress, RungType
from dugnad.campaigns.models import Rung


@pytest.fixture
def plain_kinds(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Every kind of rung is registered, in the plainest way; how many have done each, by the campaign's title."""
    counts: dict[str, int] = {}

    def progress(rungs: Sequence[Rung]) -> dict[str, Progress]:
        return {rung.pk: Progress(n := counts.get(rung.campaign.title, 0), f"{n} have done it") for rung in rungs}

    types = {kind: RungType(kind, "check", f"Do {kind}", lambda rung: f"/do/{rung.pk}/", progress) for kind in RungKind}
    monkeypatch.setattr("dugnad.campaigns.ladder._types", types)
    return counts
