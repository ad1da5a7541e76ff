"""When an open door closes by itself: the movement lets anybody in only while somebody is there to look after them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from dugnad.people.models import Movement

Check = Callable[[datetime], bool]

_checks: list[Check] = []


def register_closing(check: Check) -> None:
    """Have `check` asked whether anybody may still make an account by themselves."""
    if check not in _checks:
        _checks.append(check)


def lets_anybody_in(movement: Movement, at: datetime) -> bool:
    """Whether people without an invitation may make an account at `at`."""
    return movement.open_signup and not any(check(at) for check in _checks)
