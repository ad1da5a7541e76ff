"""Who keeps the machine, where a circle came to one that nobody keeps yet."""

from __future__ import annotations

from dugnad.kit.refusal import Refused
from dugnad.people.models import Member


def keeps_the_machine(handle: str) -> None:
    """For the command line, whose user holds the machine anyway. Raises `Refused` where somebody keeps it already."""
    if Member.objects.filter(is_operator=True).exists():
        raise Refused("Somebody keeps this machine already. They can say who else does.")
    if not Member.objects.filter(handle=handle, is_active=True).update(is_operator=True):
        raise Refused(f"Nobody here is called {handle}.")
