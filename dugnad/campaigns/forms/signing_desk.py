"""What organisers say about signatures."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.actions.paper import Line, read_lines
from dugnad.campaigns.enums import Verdict
from dugnad.kit.form_keys import form_key_field
from dugnad.kit.refusal import Refused


class VerdictForm(forms.Form):
    """Genuine or forged."""

    verdict = forms.ChoiceField(choices=[(one.value, one.label) for one in (Verdict.GENUINE, Verdict.FORGED)])


class SheetForm(forms.Form):
    """The names of one sheet of paper."""

    label = forms.CharField(
        label=_("What is written on the sheet, to find it again?"),
        max_length=140,
        help_text=_("“Sheet 12, Lund market”"),
    )
    lines = forms.CharField(
        label=_("The names, one a line"),
        max_length=80_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Name; place; e-mail. Leave out what is not on the paper. The e-mail only keeps somebody from"
                    " counting twice: nobody is written to."),
    )  # fmt: skip
    form_key = form_key_field()

    def clean_lines(self) -> list[Line]:
        """As they were read."""
        try:
            return read_lines(self.cleaned_data["lines"])
        except Refused as refused:
            raise forms.ValidationError(str(refused.reason)) from refused


class PartnerForm(forms.Form):
    """Somebody else who carries the campaign."""

    name = forms.CharField(label=_("Who?"), max_length=140)
    about = forms.CharField(
        label=_("What would they write about?"),
        max_length=280,
        required=False,
        help_text=_("It stands beside the box, which nobody has ticked beforehand."),
    )
