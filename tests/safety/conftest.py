from __future__ import annotations

import pytest

from dugnad.people.models import Member
from tests.safety.making import World, make_world


@pytest.fixture
def world(alice: Member, bob: Member) -> World:
    return make_world(alice, bob)
