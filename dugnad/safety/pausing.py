"""Somebody whose writing is paused reads in the circle, and does not write: in no way, present or to come."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dugnad.circles.rules import forget_stands, stands
from dugnad.kit.refusal import Refused
from dugnad.ledger import asking_first
from dugnad.ledger.recording import Person
from dugnad.ledger.verbs import Effort, Verb
from dugnad.people.models import Member

STAYS_OPEN = frozenset({Effort.TOKEN, Effort.GIVE})
"""Thanks, a word on coming, leaving, appealing: what costs no words is theirs still."""


def connect() -> None:
    """Called once, when the app is ready."""
    asking_first.register("safety", require_not_paused)


def require_not_paused(verb: Verb, by: Person | None, circle: str) -> None:
    """`Refused` while the stewards of the circle have paused what this member writes there."""
    if not circle or verb.effort in STAYS_OPEN or not isinstance(by, Member):
        return
    asked_before = "_stands" in vars(by)
    stand = stands(by).get(circle)
    if not asked_before:  # what is done now may change where they stand
        forget_stands(by)
    if stand is None or stand.paused_until is None:
        return
    raise Refused(
        _("Until %(day)s you read in this circle, and do not write: its stewards decided so, and told you why.")
        % {"day": date_format(localtime(stand.paused_until), "j F, H:i")}
    )
