from __future__ import annotations

from collections.abc import Iterator

import pytest

from dugnad.campaigns.actions import petition_keys
from dugnad.campaigns.models import Campaign
from dugnad.circles.models import Circle
from dugnad.people.models import Member
from tests.campaigns.making import make_open


@pytest.fixture(autouse=True)
def no_key_remembered() -> Iterator[None]:
    """A process remembers keys of campaigns; a test has new campaigns, and the database forgets the keys."""
    petition_keys._known.clear()
    yield
    petition_keys._known.clear()


@pytest.fixture
def petition(alice: Member, circle: Circle) -> Campaign:
    """Open, run by alice, with one rung: to sign."""
    return make_open(alice, circle)
