"""A further steward."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dugnad.circles.actions.entrusting import entrust
from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Circle, Membership
from dugnad.kit.folding import same_in_any_case
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.quorum.models import Proposal
from dugnad.quorum.registry import Action, Parameters

GONE = gettext_lazy("They tend this circle already, or are not in it any more.")


class WhomForm(forms.Form):
    """Whom to trust with the circle."""

    handle = forms.CharField(
        label=gettext_lazy("Who shall tend the circle with you?"),
        help_text=gettext_lazy("Their name here. They have to be a member of the circle; ask them first."),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
    )


def _asks(circle: Circle, data: Mapping[str, Any] | None, found: Mapping[str, str]) -> forms.Form:
    return WhomForm(data, initial={"handle": found.get("handle", "")})


def _answers(circle: Circle, answers: Mapping[str, Any]) -> Parameters:
    folded = same_in_any_case(answers["handle"].strip())
    theirs = Membership.objects.filter(circle=circle, standing=Standing.ACTIVE, member__handle_folded=folded)
    found = theirs.select_related("member").first()
    if found is None:
        raise Refused(_("Nobody of that name is in the circle."))
    if found.role == Role.STEWARD:
        raise Refused(_("They tend this circle already."))
    return {"membership": found.pk, "handle": found.member.handle}


def _basis(circle: Circle, parameters: Mapping[str, Any]) -> int:
    basis: int = Membership.objects.values_list("act", flat=True).get(pk=parameters["membership"])
    return basis


def _sentence(circle: Circle, parameters: Mapping[str, Any]) -> str:
    return _(
        "%(handle)s becomes a steward of %(circle)s: lets people in and keeps them out, and decides with the others."
    ) % {
        "handle": parameters["handle"],
        "circle": circle.name,
    }


def _carry_out(by: Member, proposal: Proposal, warrant: Act, at: datetime) -> None:
    theirs = Membership.objects.filter(pk=proposal.parameters["membership"], circle=proposal.circle)
    found = theirs.select_related("circle", "member").first()
    if found is None or found.act_id != proposal.basis:
        raise Refused(GONE)
    entrust(by=by, membership=found, warrant=warrant, at=at)


ACTION = Action(
    code="add-steward",
    name=gettext_lazy("Make somebody a steward"),
    sentence=_sentence,
    asks=_asks,
    answers=_answers,
    basis=_basis,
    allows=lambda circle, parameters: ("steward", parameters["membership"]),
    carry_out=_carry_out,
    position=10,
)
