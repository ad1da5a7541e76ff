from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from dugnad.circles.enums import Openness
from dugnad.moving.bundles import sealing
from tests.moving.carrying import Steward
from tests.seeing.world import World, make_world


@pytest.fixture
def world(db: None) -> World:
    """A movement with one of everything in it."""
    return make_world(Openness.CLOSED)


@pytest.fixture
def steward() -> Steward:
    """Somebody who holds a key of age."""
    public, content = sealing.new_key()
    return Steward(public, sealing.identities(content))


@pytest.fixture(autouse=True)
def pictures_of_its_own(tmp_path: Path, settings: Settings) -> None:
    """Pictures of a test are its own."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
