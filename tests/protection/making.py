"""Protected circles for tests."""

from __future__ import annotations

from dugnad.circles.models import Circle
from dugnad.people.models import Member
from dugnad.protection.actions.marking import mark, name
from dugnad.protection.enums import Whom
from tests.cast import NOON, again


def protected(circle: Circle, steward: Member, *, whom: Whom = Whom.MINORS) -> Circle:
    """The circle, marked, with `steward` there for safeguarding."""
    mark(by=again(steward), circle=circle, whom=whom, at=NOON)
    name(by=again(steward), circle=circle, steward=steward, reach="0700 00 00 00", at=NOON)
    return circle
