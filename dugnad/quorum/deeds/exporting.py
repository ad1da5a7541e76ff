"""Taking everything that is in the circle along, in one encrypted file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Circle, Membership
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.quorum.enums import EXPORT_OPEN
from dugnad.quorum.models import ExportPass, Proposal
from dugnad.quorum.registry import Action, Parameters


class ToForm(forms.Form):
    """Which of the stewards takes the file."""

    to = forms.ChoiceField(label=gettext_lazy("Which of you takes the file?"), widget=forms.RadioSelect)

    def __init__(self, circle: Circle, data: Mapping[str, Any] | None) -> None:
        super().__init__(data)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.pk, one.member.handle) for one in _stewards(circle)]


def _stewards(circle: Circle) -> Any:
    tending = Membership.objects.filter(circle=circle, standing=Standing.ACTIVE, role=Role.STEWARD)
    return tending.select_related("member").order_by("member__handle_folded")


def _asks(circle: Circle, data: Mapping[str, Any] | None, found: Mapping[str, str]) -> forms.Form:
    return ToForm(circle, data)


def _answers(circle: Circle, answers: Mapping[str, Any]) -> Parameters:
    found = _stewards(circle).filter(pk=answers["to"]).first()
    if found is None:
        raise Refused(_("Only a steward can take the file."))
    return {"to": found.pk, "handle": found.member.handle}


def _sentence(circle: Circle, parameters: Mapping[str, Any]) -> str:
    return _(
        "%(handle)s can take one encrypted file with everything in %(circle)s: what was written, who is in it, what "
        "was decided. Once, within a day."
    ) % {"handle": parameters["handle"], "circle": circle.name}


def _carry_out(by: Member, proposal: Proposal, warrant: Act, at: datetime) -> None:
    found = _stewards(proposal.circle).filter(pk=proposal.parameters["to"]).first()
    if found is None:
        raise Refused(_("%(handle)s does not tend this circle any more.") % {"handle": proposal.parameters["handle"]})
    ExportPass.objects.create(
        act=warrant, circle=proposal.circle, proposal=proposal, member=found.member, until=at + EXPORT_OPEN
    )


ACTION = Action(
    code="export",
    name=gettext_lazy("Take a copy of the whole circle along"),
    sentence=_sentence,
    asks=_asks,
    answers=_answers,
    allows=lambda circle, parameters: ("export", parameters["to"]),
    carry_out=_carry_out,
    position=30,
)
