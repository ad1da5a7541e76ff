"""What a steward proposes, and whether that can be."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from dugnad.circles.enums import Role, Standing
from dugnad.kit.refusal import Refused
from dugnad.safety import rules
from dugnad.safety.actions.effects import membership_of
from dugnad.safety.enums import AT_ONCE, HARMLESS, Measure
from dugnad.safety.models import Case


@dataclass(frozen=True)
class Proposal:
    """`days` 0: for good. `hides_kind` and `hides_id` name a reported thing that is hidden, alone or besides."""

    measure: Measure
    said: str
    told: str = ""
    norm: str = ""
    days: int = 0
    hides_kind: str = ""
    hides_id: str = ""
    emergency: bool = False

    def facts(self) -> dict[str, object]:
        """The fields of a decision."""
        facts = asdict(self)
        del facts["emergency"]
        return facts


def require_sensible(case: Case, proposal: Proposal) -> None:
    """`Refused` for a measure that this case cannot have."""
    _require_words(case, proposal)
    _require_thing(case, proposal)
    if proposal.emergency and proposal.measure not in AT_ONCE:
        raise Refused(_("This takes time to think. In an emergency you can hide, pause or keep out."))
    if proposal.measure == Measure.PAUSE and not proposal.days:
        raise Refused(_("Say for how many days."))
    if proposal.measure in {Measure.WARN, Measure.PAUSE, Measure.KEEP_OUT, Measure.LET_BACK}:
        _require_somebody(case, proposal.measure)
    theirs = membership_of(case)
    if proposal.emergency and proposal.measure == Measure.KEEP_OUT and theirs and theirs.role == Role.STEWARD:
        raise Refused(_("One steward cannot keep out another, not even for a day. It takes two."))


def _require_words(case: Case, proposal: Proposal) -> None:
    if not proposal.said.strip():
        raise Refused(_("Write what the circle reads of this in its log."))
    if proposal.measure in HARMLESS:
        return
    if not proposal.norm.strip():
        raise Refused(_("Say which norm this rests on."))
    if (case.person_id or rules.is_about_circle.can(None, case)) and not proposal.told.strip():
        raise Refused(_("Write to the one concerned why."))


def _require_thing(case: Case, proposal: Proposal) -> None:
    if proposal.measure == Measure.HIDE and not proposal.hides_id:
        raise Refused(_("Choose what is to be hidden."))
    reported = case.reports.filter(kind=proposal.hides_kind, thing=proposal.hides_id, hides=True)
    if proposal.hides_id and (proposal.measure in HARMLESS or not reported.exists()):
        raise Refused(_("Only something that was reported here can be hidden."))


def _require_somebody(case: Case, measure: Measure) -> None:
    if case.person_id is None:
        raise Refused(_("This is about nobody in particular: it can be hidden, or stay."))
    theirs = membership_of(case)
    out = theirs is not None and theirs.standing == Standing.BANNED
    if measure == Measure.LET_BACK and not out:
        raise Refused(_("They are not kept out."))
    if measure == Measure.KEEP_OUT and case.mask:
        raise Refused(_("Keeping out somebody who writes under another name would tell everybody who it is."))
    if measure == Measure.KEEP_OUT and out:
        raise Refused(_("They are kept out already."))
    if measure in {Measure.PAUSE, Measure.KEEP_OUT} and theirs is None:
        raise Refused(_("They are not in this circle."))
    if measure == Measure.PAUSE and theirs is not None and theirs.standing != Standing.ACTIVE:
        raise Refused(_("They are not in this circle any more."))
