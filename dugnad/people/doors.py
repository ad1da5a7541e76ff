"""Ways into the movement for somebody without an account.

Other apps register theirs (an invitation to a circle, say) when they are ready; this app knows none of them by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from dugnad.people.models import Member


@dataclass(frozen=True)
class Door:
    """What a visitor carries. `title` is where it leads to, in the visitor's language; `next_url` where to go then.

    A door that no longer `opens` (an invitation that ran out) is told of, so that the visitor learns why.
    """

    opens: bool
    title: str
    next_url: str
    brought_by: Member | None = None


Check = Callable[[HttpRequest], Door | None]

_checks: list[Check] = []


def register_door(check: Check) -> Check:
    """Have `check` asked about every visitor; it answers None for one who carries nothing of its kind."""
    if check not in _checks:
        _checks.append(check)
    return check


def door(request: HttpRequest) -> Door | None:
    """The first door that opens for this visitor, else the first they carry at all, else None."""
    carried = [found for check in _checks if (found := check(request)) is not None]
    return next((found for found in carried if found.opens), carried[0] if carried else None)
