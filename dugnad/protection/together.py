"""What takes several stewards here: taking the mark of protection away, and for how long what is written is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.protection.actions.keeping import keep_for
from dugnad.protection.actions.unmarking import unmark
from dugnad.protection.queries.circle import protection_of
from dugnad.protection.terms import KEEPING
from dugnad.quorum.models import Proposal
from dugnad.quorum.registry import Action, Parameters, register


class KeepingForm(forms.Form):
    """For how long; 0: for ever."""

    days = forms.TypedChoiceField(
        label=gettext_lazy("For how many days is kept what is written here?"),
        choices=[*[(days, str(days)) for days in KEEPING], (0, gettext_lazy("for ever"))],
        coerce=int,
        widget=forms.RadioSelect,
    )


def _keeps(circle: Circle, answers: Mapping[str, Any]) -> Parameters:
    if not answers["days"] and protection_of(circle.pk) is not None:
        raise Refused(_("This circle is protected: what is written is kept for 90 days at most."))
    return {"days": answers["days"]}


def _says_how_long(circle: Circle, parameters: Mapping[str, Any]) -> str:
    days = parameters["days"]
    if not days:
        return _("What is written in %(circle)s is kept for ever.") % {"circle": circle.name}
    said = ngettext(
        "What was written in %(circle)s is deleted %(days)s day later, what stands there now as well.",
        "What was written in %(circle)s is deleted %(days)s days later, what stands there now as well.",
        days,
    )
    return said % {"circle": circle.name, "days": days}


def _keep(by: Member, proposal: Proposal, warrant: Act, at: datetime) -> None:
    keep_for(by=by, circle=proposal.circle, days=proposal.parameters["days"] or None, warrant=warrant, at=at)


def _protected(circle: Circle, answers: Mapping[str, Any]) -> Parameters:
    if protection_of(circle.pk) is None:
        raise Refused(_("This circle is not protected."))
    return {}


def _says_unmarked(circle: Circle, parameters: Mapping[str, Any]) -> str:
    return _(
        "%(circle)s is protected no more: people come in more easily, adults and young people can write to each other "
        "alone, and what was said of ages is erased."
    ) % {"circle": circle.name}


def _unmark(by: Member, proposal: Proposal, warrant: Act, at: datetime) -> None:
    unmark(by=by, circle=proposal.circle, warrant=warrant, at=at)


def connect() -> None:
    """Called once, when the app is ready."""
    register(
        Action(
            code="keeping",
            name=gettext_lazy("Keep what is written longer, or shorter"),
            sentence=_says_how_long,
            asks=lambda circle, data, found: KeepingForm(data),
            answers=_keeps,
            allows=lambda circle, parameters: ("keeping", circle.pk),
            carry_out=_keep,
            position=25,
        )
    )
    register(
        Action(
            code="unprotect",
            name=gettext_lazy("Take the mark of protection away"),
            sentence=_says_unmarked,
            answers=_protected,
            allows=lambda circle, parameters: ("unprotect", circle.pk),
            carry_out=_unmark,
            position=40,
        )
    )
