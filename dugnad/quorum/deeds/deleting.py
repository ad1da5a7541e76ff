"""The end of a circle: decided, then a week for everybody, then gone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.quorum.acts import TO_BE_DELETED
from dugnad.quorum.enums import LAST_DAYS
from dugnad.quorum.models import Deletion, Proposal
from dugnad.quorum.registry import Action


def _sentence(circle: Circle, parameters: Mapping[str, Any]) -> str:
    return _(
        "%(circle)s is deleted, with everything that was written in it, a week after this is carried out. Nothing of "
        "it comes back."
    ) % {"circle": circle.name}


def _carry_out(by: Member, proposal: Proposal, warrant: Act, at: datetime) -> None:
    circle = proposal.circle
    if Deletion.objects.filter(circle=circle).exists():
        raise Refused(_("This circle is to be deleted already."))
    act = record(TO_BE_DELETED, by=by, about=circle.pk, circle=circle.pk, cause=warrant.pk, at=at)
    Deletion.objects.create(circle=circle, proposal=proposal, act=act, due_at=at + LAST_DAYS)


ACTION = Action(
    code="delete",
    name=gettext_lazy("Delete the circle"),
    sentence=_sentence,
    allows=lambda circle, parameters: ("delete", circle.pk),
    carry_out=_carry_out,
    position=90,
)
