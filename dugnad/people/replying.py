"""What an answer by e-mail does: one entry for each verb that somebody is told of and can answer.

An app fills the table when it is ready, and need not know how answers come in:

    register(CALLED, how=how_to_answer_a_call, may=may_answer_call, do=answer_call)

An entry is all that the address in one letter is good for. It acts on what that letter's act was about, as the member
the letter went to, by the same actions, forms and refusals as the pages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dugnad.ledger.models import Act
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member


@dataclass(frozen=True)
class Said:
    """What somebody wrote back, without what they quoted. `key` is the same for the same message, and fits a form."""

    text: str
    key: str
    confirmed: bool = False
    """They have looked at it on a page since, and said that it is meant so."""


@dataclass(frozen=True)
class Done:
    """What came of it, in the language that is active. `unshown`: words that nobody got to see, to be given back."""

    line: str
    unshown: str = ""


class Unsure(Exception):
    """It can be meant in two ways, and one of them cannot be taken back: its writer is asked."""


How = Callable[[], tuple[str, ...]]
"""Passages for the letter, in the language that is active."""
May = Callable[[Member, Act], bool]
"""Whether the member may answer at all, at this moment."""
Do = Callable[[Member, Act, Said, datetime], Done]
"""Raises `Refused` with nothing changed, or `Unsure`. It runs in one transaction of the caller's."""


@dataclass(frozen=True)
class Replying:
    """One verb's entry."""

    verb: Verb
    how: How
    may: May
    do: Do


class AlreadyRegistered(Exception):
    """Two entries for one verb."""


_table: dict[str, Replying] = {}


def register(verb: Verb, *, how: How, may: May, do: Do) -> None:
    """Let members answer by e-mail when they are told of `verb`. Raises `AlreadyRegistered`."""
    if verb.code in _table:
        raise AlreadyRegistered(verb.code)
    _table[verb.code] = Replying(verb, how, may, do)


def replying(verb: str) -> Replying | None:
    """The entry of the verb with this code, if it can be answered by e-mail."""
    return _table.get(verb)
