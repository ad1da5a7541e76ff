from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from pyrage import x25519

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


@pytest.fixture
def stranger_key() -> x25519.Identity:
    """A key that nothing was sealed for."""
    return x25519.Identity.generate()


@pytest.fixture
def nobody_lives_here() -> Iterator[None]:
    """Ends with the database as it was."""
    yield
    call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(autouse=True)
def a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pictures of a test are its own."""
    folder = tmp_path / "media"
    monkeypatch.setattr(settings, "MEDIA_ROOT", str(folder))
    return folder
