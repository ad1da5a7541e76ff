"""Members whose own page and picture others do not see, for a reason that another app knows.

register(hides)  # in the app's `ready`
"""

from __future__ import annotations

from collections.abc import Callable

from dugnad.people.models import Member

Hides = Callable[[Member, Member], bool]
"""Whether the first may not see the page of the second."""

_registered: list[Hides] = []


def register(hides: Hides) -> None:
    """Have `hides` asked. Registering twice is registering once."""
    if hides not in _registered:
        _registered.append(hides)


def hidden(viewer: Member, member: Member) -> bool:
    """Whether `viewer` sees nothing of the page of `member`. One's own is never hidden."""
    return viewer != member and any(hides(viewer, member) for hides in _registered)
