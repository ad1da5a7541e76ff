"""Opening what was sealed, after the fact: when the asker cannot be asked, and several stewards sign for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dugnad.asks.actions.sealing import let_in_together
from dugnad.asks.models import SealedPart
from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Circle, Membership
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.quorum.models import Proposal
from dugnad.quorum.registry import Action, Parameters, register


class WhoReadsForm(forms.Form):
    """Which of the stewards reads it. The page of the sealed part leads here, so it is known which part."""

    to = forms.ChoiceField(label=gettext_lazy("Which of you reads it?"), widget=forms.RadioSelect)
    part = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(self, circle: Circle, data: Mapping[str, Any] | None, part: str) -> None:
        super().__init__(data, initial={"part": part})
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.pk, one.member.handle) for one in _stewards(circle)]


def _stewards(circle: Circle) -> Any:
    tending = Membership.objects.filter(circle=circle, standing=Standing.ACTIVE, role=Role.STEWARD)
    return tending.select_related("member").order_by("member__handle_folded")


def _asks(circle: Circle, data: Mapping[str, Any] | None, found: Mapping[str, str]) -> forms.Form:
    return WhoReadsForm(circle, data, found.get("part", ""))


def _part(circle: Circle, pk: str) -> SealedPart:
    found = SealedPart.objects.select_related("ask").filter(pk=pk, ask__circle=circle, text__isnull=False).first()
    if found is None:
        raise Refused(_("The sealed part is no longer here. It was erased when its time was over."))
    return found


def _answers(circle: Circle, answers: Mapping[str, Any]) -> Parameters:
    part, reader = _part(circle, answers["part"]), _stewards(circle).filter(pk=answers["to"]).first()
    if reader is None:
        raise Refused(_("Only a steward can be let in like this."))
    return {"part": part.pk, "to": reader.pk, "handle": reader.member.handle}


def _basis(circle: Circle, parameters: Mapping[str, Any]) -> int:
    return _part(circle, parameters["part"]).act_id


def _sentence(circle: Circle, parameters: Mapping[str, Any]) -> str:
    return _(
        "%(handle)s may read what is sealed in one ask, without having been let in by whoever asked. They see that it "
        "was read."
    ) % {"handle": parameters["handle"]}


def _carry_out(by: Member, proposal: Proposal, warrant: Act, at: datetime) -> None:
    part = _part(proposal.circle, proposal.parameters["part"])
    reader = _stewards(proposal.circle).filter(pk=proposal.parameters["to"]).first()
    if reader is None or part.act_id != proposal.basis:
        raise Refused(_("What is sealed there was changed meanwhile, or they do not tend the circle any more."))
    let_in_together(by=by, part=part, member=reader.member, warrant=warrant, at=at)


def connect() -> None:
    """Called once, when the app is ready."""
    register(
        Action(
            code="open-sealed",
            name=gettext_lazy("Open what was sealed"),
            sentence=_sentence,
            asks=_asks,
            answers=_answers,
            basis=_basis,
            allows=lambda circle, parameters: ("open-sealed", parameters["part"]),
            carry_out=_carry_out,
            offered=False,
        )
    )
