"""Proposing a measure, and appealing against one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from dugnad.circles.enums import Standing
from dugnad.safety.actions.effects import membership_of
from dugnad.safety.actions.proposals import Proposal
from dugnad.safety.enums import Measure, Word
from dugnad.safety.models import Case
from dugnad.safety.norms import each
from dugnad.safety.queries.reports import Thing
from dugnad.safety.terms import KEEP_OUT_DAYS, PAUSE_DAYS

FOR_GOOD = "0"
ITS_DAYS = {Measure.PAUSE: PAUSE_DAYS, Measure.KEEP_OUT: (*KEEP_OUT_DAYS, 0)}


class ProposeForm(forms.Form):
    """What to do, why, and what those outside the case read of it."""

    measure = forms.ChoiceField(label=_("What do you propose?"), widget=forms.RadioSelect)
    days = forms.TypedChoiceField(label=_("For how long, if you pause or keep out?"), coerce=int, required=False)
    hides = forms.ChoiceField(label=_("Hide something that was written?"), required=False, widget=forms.RadioSelect)
    norm = forms.ChoiceField(label=_("Which of our norms does it rest on?"), required=False)
    own_norm = forms.CharField(label=_("Or another one, in your own words"), max_length=200, required=False)
    told = forms.CharField(
        label=_("Why? They read this."),
        help_text=_("What happened, and what they can do about it. Keep to the deed, not the person."),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    said = forms.CharField(
        label=_("What does the circle read of it in its log?"),
        help_text=_("One line, without names. “An address was passed on.”"),
        max_length=200,
    )
    emergency = forms.BooleanField(
        label=_("It cannot wait: do it now, for 24 hours"),
        help_text=_("It lifts itself, unless another steward sees it the same way before."),
        required=False,
    )

    def __init__(self, *args: Any, case: Case, things: Sequence[Thing], names: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self._names = [name.casefold() for name in names if len(name) > 2]
        self._norms = each(case.circle.norms)
        hideable = [(one.key, one.title or one.kind_name) for one in things if one.hides and not one.hidden]
        self._hideable = bool(hideable)
        self._choices("measure", [one for one in Measure.choices if self._fits(case, one[0])])
        days = sorted({*PAUSE_DAYS, *KEEP_OUT_DAYS})
        said = [(str(n), ngettext_lazy("%(n)d day", "%(n)d days", n) % {"n": n}) for n in days]
        self._choices("days", [*said, (FOR_GOOD, _("For good"))])
        self._choices("norm", [("", "—"), *((str(number), norm) for number, norm in enumerate(self._norms))])
        self._choices("hides", [("", _("No")), *hideable])
        if not hideable:
            del self.fields["hides"]

    def _choices(self, name: str, choices: Any) -> None:
        chosen = self.fields[name]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = choices

    def _fits(self, case: Case, measure: str) -> bool:
        if measure == Measure.HIDE:
            return self._hideable
        if case.person_id is None or measure == Measure.NOTHING:
            return measure == Measure.NOTHING
        theirs = membership_of(case)
        out = theirs is not None and theirs.standing == Standing.BANNED
        if measure in {Measure.PAUSE, Measure.KEEP_OUT}:
            return theirs is not None and not out and not (case.mask and measure == Measure.KEEP_OUT)
        return measure == Measure.WARN or (out and not case.mask)

    def clean_said(self) -> str:
        """No name of those concerned."""
        said: str = self.cleaned_data["said"].strip()
        if any(name in said.casefold() for name in self._names):
            raise forms.ValidationError(_("The log names nobody. Say it without the name."))
        return said

    def proposal(self) -> Proposal:
        """What was chosen."""
        typed = self.cleaned_data
        measure = Measure(typed["measure"])
        kind, _colon, pk = typed.get("hides", "").partition(":")
        norm = typed["own_norm"].strip() or (self._norms[int(typed["norm"])] if typed["norm"] else "")
        return Proposal(
            measure=measure,
            said=typed["said"],
            told=typed["told"].strip(),
            norm=norm,
            days=int(typed["days"] or 0) if measure in ITS_DAYS else 0,
            hides_kind=kind,
            hides_id=pk,
            emergency=typed["emergency"],
        )


class AppealForm(forms.Form):
    """Why somebody else should look at it."""

    words = forms.CharField(
        label=_("What should they know?"),
        help_text=_("People who had no part in the decision read this."),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
    )


class WordForm(forms.Form):
    """How one of those who look at an appeal sees it."""

    word = forms.ChoiceField(label=_("How do you see it?"), choices=Word.choices, widget=forms.RadioSelect)
