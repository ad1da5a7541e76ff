"""What can become of a letter that is handed over, whoever carries it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager


class Trouble(Exception):
    """A letter was not taken. `said` is what was said about it, for the operator."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class ServerAway(Trouble):
    """Nobody answers, or takes anything from us: all letters wait.

    `midway`: it went away while it was being told of this letter, which may be why. Then others go first next time.
    """

    def __init__(self, said: str, *, midway: bool = False) -> None:
        super().__init__(said)
        self.midway = midway


class PutOff(Trouble):
    """This letter is not taken now; later it may be."""


class AddressRefused(Trouble):
    """There is nobody at this address, and there will not be."""


class LetterRefused(Trouble):
    """This letter will not be taken, now or later."""


Hand = Callable[[str, str, bytes], None]
"""Hand over one letter: its id, whom it is for, and the mail. Returns once it is in others' hands. Raises `Trouble`."""
Carrier = Callable[[], AbstractContextManager[Hand]]
"""Ready to carry letters, until the context ends."""
