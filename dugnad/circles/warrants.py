"""On the strength of what somebody becomes a steward, or changes what one steward alone may not.

One steward's word is not enough for that. Apps above this one name the acts that are (a decision of several
stewards, an election) and look, in the same transaction, whether such an act says what is now done because of it:

    register(CARRIED_OUT, stands)

Each warrant is good for one thing, once: a second act caused by it is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dugnad.circles.acts import WITHOUT_WARRANT
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.ledger.recording import Person, record
from dugnad.ledger.verbs import Verb

Stands = Callable[[Act, str, str], bool]
"""Whether the act says that this is done ("steward", "retention") to the object with this id."""

NONE = _("This takes several stewards, or an election. One person alone cannot do it.")

_registered: dict[str, Stands] = {}
_made_up: ContextVar[bool] = ContextVar("made_up", default=False)


class Unwarranted(Refused):
    """Nobody has decided this, or it was done already."""


class AlreadyRegistered(Exception):
    """Two apps looked after one verb."""


def register(verb: Verb, stands: Stands) -> None:
    """Let acts with this verb be warrants. Raises `AlreadyRegistered`."""
    if verb.code in _registered:
        raise AlreadyRegistered(verb.code)
    _registered[verb.code] = stands


def require(warrant: Act, what: str, about: str, *, verb: Verb) -> None:
    """`Refused` unless `warrant` says so and was not used: no act with `verb` was caused by it yet."""
    if _made_up.get():
        return
    # What is in the ledger counts, not the object that was handed over.
    written = Act.objects.filter(pk=warrant.pk).first()
    stands = _registered.get(written.verb) if written else None
    if written is None or stands is None or not stands(written, what, about):
        raise Unwarranted(NONE)
    if Act.objects.filter(cause=written.pk, verb=verb.code).exists():
        raise Unwarranted(NONE)


@contextmanager
def traced(circle: str, by: Person | None, at: datetime | None = None) -> Iterator[None]:
    """A transaction. If `require` refuses within it, nothing of it stays but an act that says so."""
    try:
        with transaction.atomic():
            yield
    except Unwarranted:
        with transaction.atomic():
            record(WITHOUT_WARRANT, by=by, about=circle, circle=circle, at=at)
        raise


@contextmanager
def made_up() -> Iterator[None]:
    """For movements that are made up, as the demo and the tests are: whatever is done in it needs no warrant."""
    token = _made_up.set(True)
    try:
        yield
    finally:
        _made_up.reset(token)
