"""Telling the stewards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.safety.actions.reporting import Words
from dugnad.safety.norms import each

OTHER = "other"


class ReportForm(forms.Form):
    """Which norm it concerns, or own words; what the stewards may see. `norms`: empty where they are not to be read."""

    norm = forms.ChoiceField(label=_("What does it go against?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What happened?"),
        help_text=_("As much or as little as you like."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    attached = forms.BooleanField(
        label=_("Show the stewards what it says, also if they could not read it otherwise"),
        required=False,
        initial=True,
    )
    named = forms.BooleanField(label=_("The stewards may know that it was me, so that they can ask"), required=False)

    def __init__(self, *args: Any, norms: str, can_attach: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self._norms = {str(number): norm for number, norm in enumerate(each(norms))}
        choice = self.fields["norm"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [*self._norms.items(), (OTHER, _("Something else: in my own words"))]
        if not self._norms:
            del self.fields["norm"]
            self.fields["words"].required = True
        if not can_attach:
            del self.fields["attached"]

    def clean(self) -> dict[str, Any]:
        """Something has to be said: one of the norms, or own words."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("norm") == OTHER and not typed.get("words", "").strip():
            self.add_error("words", _("Say in your own words what it goes against."))
        return typed

    def words_said(self) -> Words:
        """What the report says."""
        typed = self.cleaned_data
        return Words(
            norm=self._norms.get(typed.get("norm", ""), ""),
            words=typed["words"].strip(),
            attached=typed.get("attached", False),
            named=typed["named"],
        )
