"""For how long sealed parts are kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dugnad.circles.actions.entrusting import retain
from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.quorum.models import Proposal
from dugnad.quorum.registry import Action, Parameters


class DaysForm(forms.Form):
    """How many days."""

    days = forms.IntegerField(
        label=gettext_lazy("After how many days is a sealed part erased?"),
        help_text=gettext_lazy("Names and details of a case that were sealed. 90 days, unless you have a reason."),
        min_value=1,
        max_value=730,
    )


def _asks(circle: Circle, data: Mapping[str, Any] | None, found: Mapping[str, str]) -> forms.Form:
    return DaysForm(data, initial={"days": circle.retention_days})


def _answers(circle: Circle, answers: Mapping[str, Any]) -> Parameters:
    if answers["days"] == circle.retention_days:
        raise Refused(_("That is how it is already."))
    return {"days": answers["days"], "instead_of": circle.retention_days}


def _sentence(circle: Circle, parameters: Mapping[str, Any]) -> str:
    return _("What is sealed from then on is erased after %(days)s days, not after %(before)s as now.") % {
        "days": parameters["days"],
        "before": parameters["instead_of"],
    }


def _carry_out(by: Member, proposal: Proposal, warrant: Act, at: datetime) -> None:
    days, before = proposal.parameters["days"], proposal.parameters["instead_of"]
    retain(by=by, circle=proposal.circle, days=days, instead_of=before, warrant=warrant, at=at)


ACTION = Action(
    code="retention",
    name=gettext_lazy("Keep sealed parts longer, or shorter"),
    sentence=_sentence,
    asks=_asks,
    answers=_answers,
    allows=lambda circle, parameters: ("retention", circle.pk),
    carry_out=_carry_out,
    position=20,
)
