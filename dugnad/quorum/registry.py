"""What takes several stewards. Apps above this one add to it in their `AppConfig.ready`:

    register(Action("unprotect", _("Take the mark of protection away"), sentence=..., carry_out=...))

From proposing to carrying out lie 48 hours in which everybody in the circle is told. `carry_out` runs in the
transaction in which approvals were counted and every signature was checked; it has to look for itself whether what it
changes is still as it was when it was proposed, and raises `Refused` if it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import Promise

from dugnad.circles.models import Circle
from dugnad.ledger.models import Act
from dugnad.people.models import Member

if TYPE_CHECKING:
    from dugnad.quorum.models import Proposal

Parameters = dict[str, Any]
"""What exactly is to be done: words, whole numbers and ids, as canonical JSON holds them. Never the id of a member."""
Sentence = Callable[[Circle, Mapping[str, Any]], str]
"""What will happen, for people, in the language that is active. Everybody in the circle may read it."""
Asks = Callable[[Circle, Mapping[str, Any] | None, Mapping[str, str]], forms.Form]
"""The form for its questions, bound to what was sent; further, what the address says."""
Answers = Callable[[Circle, Mapping[str, Any]], Parameters]
"""The parameters, from the answers of a valid form. Raises `Refused` when it cannot be proposed."""
Basis = Callable[[Circle, Mapping[str, Any]], int]
"""The id of the act that what is to be changed rests on."""
CarryOut = Callable[[Member, "Proposal", Act, datetime], None]
"""Do it: by whom, what, the act that says that it was decided (a warrant), and when."""
Allows = Callable[[Circle, Mapping[str, Any]], tuple[str, str]]
"""What a warrant made of this is good for (see `dugnad.circles.warrants`): the deed, and the id of its object."""


def _circles_own(circle: Circle, parameters: Mapping[str, Any]) -> int:
    return circle.act_id


def _nothing_asked(circle: Circle, data: Mapping[str, Any] | None, found: Mapping[str, str]) -> forms.Form:
    return forms.Form(data)


def _no_answers(circle: Circle, answers: Mapping[str, Any]) -> Parameters:
    return {}


def _nothing_else(circle: Circle, parameters: Mapping[str, Any]) -> tuple[str, str]:
    return "", ""


@dataclass(frozen=True)
class Action:
    """One thing that takes several. `offered`: it stands in the list of what can be proposed; else a page leads there.
    `position`: smaller stands higher.
    """

    code: str
    name: str | Promise
    sentence: Sentence
    carry_out: CarryOut
    asks: Asks = _nothing_asked
    answers: Answers = _no_answers
    basis: Basis = _circles_own
    allows: Allows = _nothing_else
    offered: bool = True
    position: int = 50


class AlreadyRegistered(Exception):
    """Two actions with one code."""


_actions: dict[str, Action] = {}


def register(action: Action) -> None:
    """Let this be proposed. Raises `AlreadyRegistered`."""
    if action.code in _actions:
        raise AlreadyRegistered(action.code)
    _actions[action.code] = action


def find(code: str) -> Action | None:
    """The action with this code."""
    return _actions.get(code)


def offered() -> Iterator[Action]:
    """Those that a steward chooses from, in their order."""
    yield from sorted((one for one in _actions.values() if one.offered), key=lambda one: (one.position, one.code))
