"""Taking another steward's pause off, together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.quorum.actions.pausing import lift
from dugnad.quorum.models import Pause, Proposal
from dugnad.quorum.registry import Action, Parameters


class PauseForm(forms.Form):
    """Which pause: the page of what is paused leads here."""

    pause = forms.CharField(widget=forms.HiddenInput, max_length=16)


def _asks(circle: Circle, data: Mapping[str, Any] | None, found: Mapping[str, str]) -> forms.Form:
    return PauseForm(data, initial={"pause": found.get("pause", "")})


def _found(circle: Circle, pause: str) -> Pause:
    standing = Pause.objects.filter(pk=pause, proposal__circle=circle, lifted_at=None)
    found = standing.select_related("by", "proposal").first()
    if found is None:
        raise Refused(_("This pause is off already."))
    return found


def _answers(circle: Circle, answers: Mapping[str, Any]) -> Parameters:
    found = _found(circle, answers["pause"])
    return {"pause": found.pk, "proposal": found.proposal_id, "handle": found.by.handle if found.by else "—"}


def _basis(circle: Circle, parameters: Mapping[str, Any]) -> int:
    return _found(circle, parameters["pause"]).act_id


def _sentence(circle: Circle, parameters: Mapping[str, Any]) -> str:
    return _("The pause that %(handle)s has put on something else is taken off.") % {"handle": parameters["handle"]}


def _carry_out(by: Member, proposal: Proposal, warrant: Act, at: datetime) -> None:
    found = _found(proposal.circle, proposal.parameters["pause"])
    if (found.act_id, found.proposal_id) != (proposal.basis, proposal.parameters["proposal"]):
        raise Refused(_("This pause is off already."))
    lift(found, by=by, cause=warrant.pk, together=True, at=at)


ACTION = Action(
    code="lift-pause",
    name=gettext_lazy("Take a pause off together"),
    sentence=_sentence,
    asks=_asks,
    answers=_answers,
    basis=_basis,
    allows=lambda circle, parameters: ("pause", parameters["pause"]),
    carry_out=_carry_out,
    offered=False,
)
