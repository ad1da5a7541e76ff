from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.notify.smtp import Line
from dugnad.people.models import Member
from tests.cast import make_circle
from tests.notify.making import Office, open_office


@dataclass
class Mail:
    """The office, and a line to it."""

    office: Office
    line: Callable[[], Line]


@pytest.fixture
def mail() -> Iterator[Mail]:
    with open_office() as (office, line):
        yield Mail(office, line)


@pytest.fixture
def open_circle(alice: Member, bob: Member) -> Circle:
    """Like `circle`, for everybody to read."""
    return make_circle(alice, bob, openness=Openness.OPEN, name="Lund")
