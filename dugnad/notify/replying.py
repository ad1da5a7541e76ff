"""The seam for answering by mail: whoever takes answers in says to which address a letter is answered.

Nobody does unless something is registered; then letters have no `Reply-To`, and say so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dugnad.notify.models import Letter
from dugnad.people.telling import Words


@dataclass(frozen=True)
class Reply:
    """Where an answer to a letter goes. `how` is said in the letter: passages in the reader's language."""

    address: str
    how: tuple[str, ...] = ()


ReplyTo = Callable[[Letter, Words, bool], Reply | None]
"""The address for this letter about `Words`, at the moment it leaves; the last says whether the words stand in it."""

_reply_to: list[ReplyTo] = []


def register_reply(reply_to: ReplyTo) -> None:
    """Have `reply_to` asked for every letter about one thing."""
    if reply_to not in _reply_to:
        _reply_to.append(reply_to)


def reply_for(letter: Letter, words: Words, *, told: bool) -> Reply | None:
    """The first answer of those registered, in the language that is active."""
    return next((reply for ask in _reply_to if (reply := ask(letter, words, told))), None)
