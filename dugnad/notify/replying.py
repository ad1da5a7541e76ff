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


ReturnPath = Callable[[str], str]
"""By the id of a letter, the address that mail servers send it back to; empty for whoever letters come from."""

_return_path: list[ReturnPath] = []


def register_return_path(return_path: ReturnPath) -> None:
    """Have letters that cannot be delivered come back to what `return_path` says."""
    if return_path not in _return_path:
        _return_path.append(return_path)


def return_path(letter: str) -> str:
    """The first address of those registered. One query."""
    return next((address for ask in _return_path if (address := ask(letter))), "")
