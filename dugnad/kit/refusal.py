"""How the software says no: with a reason a person can read."""

from __future__ import annotations

from django.utils.functional import Promise


class Refused(Exception):
    """An action that was not carried out. `reason` is shown to the person; nothing was changed."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(reason)
        self.reason = reason
