"""Calls as they show on other pages: on Today, and on the page of their ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dugnad.asks.actions.calls import RUNNING
from dugnad.asks.enums import CallState
from dugnad.asks.models import Ask, Call
from dugnad.asks.queries import calls as queries
from dugnad.asks.queries.why import listed, others, why
from dugnad.people.models import Member


class Shown(NamedTuple):
    """A call with why it came to its reader, and how many others were asked."""

    call: Call
    why: str
    others: str

    @property
    def waits(self) -> bool:
        """For a word from them, also after its time."""
        return self.call.state in {CallState.WAITING, CallState.RAN_OUT} and self.under_way

    @property
    def promised(self) -> bool:
        """They said yes."""
        return self.call.state == CallState.ACCEPTED

    @property
    def under_way(self) -> bool:
        """The ask has not come to an end."""
        return self.call.ask.state in RUNNING


@dataclass(frozen=True)
class Told:
    """What an ask's page says of calls: a sentence or two, and the reader's own call."""

    asked: str
    yes: str
    mine: Shown | None


def shown(member: Member, calls: Sequence[Call]) -> list[Shown]:
    """Calls of `member` with `others`, as their templates want them."""
    reasons = why(member, calls)
    return [Shown(call, reasons[call.pk], others(vars(call)["others"])) for call in calls]


def for_today(member: Member) -> list[Shown]:
    """What waits for a word from `member`, or for what they promised."""
    return shown(member, queries.waiting_for(member))


def told(member: Member, ask: Ask) -> Told | None:
    """For the page of `ask`."""
    found = queries.about(member, ask)
    if found is None:
        return None
    mine = shown(member, [found.mine])[0] if found.mine else None
    return Told(_asked(found.asked), _said_yes(found), mine)


def _asked(count: int | None) -> str:
    if count is None:
        return ""
    said = ngettext("One member was asked by name.", "%(count)d members were asked by name.", count)
    return said % {"count": count}


def _said_yes(found: queries.Called) -> str:
    if not found.yes:
        return _("Somebody else said: I will help.") if found.unnamed else ""
    names = [*found.yes, *([_("somebody else")] if found.unnamed else [])]
    return _("%(names)s said: I will help.") % {"names": listed(names)}
