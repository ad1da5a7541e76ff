"""Letters to people without an account. Whoever has something to write puts it here; what sends letters takes it.

    with transaction.atomic():
        …                                    # what the letter is about
        post([Outside(to, language, subject, (Part(_("Confirm"), path=link),), key=f"sign:{signature.pk}")], at=at)

A letter posted twice under one key is one letter, and it leaves only if the transaction it was posted in is kept.
Where many people write at once, `prepare` does before the transaction whatever can be done before it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

KEY_LENGTH = 64


@dataclass(frozen=True)
class Part:
    """A paragraph. `path` makes a link of it, to a page here; `quoted`: somebody else wrote it; `heading`: a name."""

    text: str
    path: str = ""
    quoted: bool = False
    heading: bool = False


@dataclass(frozen=True)
class Outside:
    """A letter. `to` is an address as `dugnad.people.addresses` reads it, `language` one of ours.

    `key` says which letter it is, for as long as letters are kept (60 days): at most 64 characters that name nobody,
    "update:<id of the update>:<id of the supporter>". `stop` is the path where letters like this one are stopped:
    good for that alone, shown by GET, done by a POST without a session or a token (mail programs send one when
    somebody presses their "unsubscribe"). `hurry`: somebody waits for it. The others leave after all of these.
    """

    to: str
    language: str
    subject: str
    parts: tuple[Part, ...]
    key: str
    stop: str = ""
    hurry: bool = True
    reply_to: str = ""
    """Whom an answer goes to, where it is not us."""


class NobodySends(Exception):
    """Nothing that sends letters has been registered."""


Prepare = Callable[[Sequence[Outside], datetime], Callable[[], None]]
"""Make letters ready; what it returns puts them into the outbox, in the transaction that runs then."""
Recall = Callable[[Sequence[str], datetime], int]

_sender: list[tuple[Prepare, Recall]] = []
_unreachable: list[Callable[[str], None]] = []


def fulfil(make_ready: Prepare, take_back: Recall) -> None:
    """Let these two take letters. The last ones that were registered do."""
    _sender[:] = [(make_ready, take_back)]


def prepare(letters: Sequence[Outside], *, at: datetime) -> Callable[[], None]:
    """Make letters ready without writing anything; call the answer within a transaction. Raises `NobodySends`."""
    return _registered()[0](letters, at)


def post(letters: Sequence[Outside], *, at: datetime) -> None:
    """Put letters into the outbox, in the transaction that is running. Raises `NobodySends`."""
    prepare(letters, at=at)()


def recall(keys: Sequence[str], *, at: datetime) -> int:
    """Stop the letters with these keys that have not left yet; how many. Raises `NobodySends`."""
    return _registered()[1](keys, at)


def when_unreachable(heard: Callable[[str], None]) -> None:
    """Have `heard` called with the key of each letter to an address at which, says its mail server, nobody is."""
    if heard not in _unreachable:
        _unreachable.append(heard)


def nobody_there(key: str) -> None:
    """Say that the letter with this key met nobody."""
    for heard in _unreachable:
        heard(key)


def _registered() -> tuple[Prepare, Recall]:
    if not _sender:
        raise NobodySends
    return _sender[0]
